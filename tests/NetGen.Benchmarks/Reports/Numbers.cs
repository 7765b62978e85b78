using System.Globalization;

namespace NetGen.Benchmarks.Reports;

/// <summary>Numbers as the tables show them.</summary>
static class Numbers
{
    public static string Microseconds(double seconds)
    {
        double us = seconds * 1e6;
        return us.ToString(us < 10 ? "N2" : us < 100 ? "N1" : "N0", CultureInfo.InvariantCulture);
    }

    public static string Milliseconds(double seconds) => (seconds * 1000).ToString("N0", CultureInfo.InvariantCulture);

    public static string Ratio(double ratio) => ratio.ToString("N2", CultureInfo.InvariantCulture) + "×";

    /// <summary>Whether what is asked was reached; nothing where nothing is asked, a dash where nothing was measured.</summary>
    public static string Reached(double? got, double? asked) => asked is null ? "" : got is null ? "–" : got >= asked ? "yes" : "no";

    public static string Count(double count) => count.ToString("N0", CultureInfo.InvariantCulture);

    public static string Share(double share) => (share * 100).ToString("N1", CultureInfo.InvariantCulture) + " %";

    public static string GigaFlops(double flops) => (flops / 1e9).ToString("N1", CultureInfo.InvariantCulture);
}
