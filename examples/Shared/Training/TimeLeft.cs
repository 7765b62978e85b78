using System;

namespace NetGen.Shared;

/// <summary>Durations as a clock shows them.</summary>
internal static class TimeLeft
{
    /// <summary>Minutes and seconds, with the hours before them where there are any: <c>0:07</c>, <c>59:59</c>, <c>1:00:00</c>, <c>30:00:00</c>.</summary>
    public static string Format(TimeSpan time)
    {
        long hours = time.Ticks / TimeSpan.TicksPerHour;
        return hours == 0 ? FormattableString.Invariant($"{time:m\\:ss}") : FormattableString.Invariant($"{hours}:{time:mm\\:ss}");
    }
}
