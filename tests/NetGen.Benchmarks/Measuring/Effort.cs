namespace NetGen.Benchmarks.Measuring;

/// <summary>How long to measure.</summary>
/// <param name="Rounds">How often each contender has its turn.</param>
/// <param name="Turn">Milliseconds of a turn, but one call at least.</param>
/// <param name="WarmUp">Milliseconds of calls before the first turn, until the JIT is done.</param>
sealed record Effort(int Rounds, double Turn, double WarmUp)
{
    public static Effort Full { get; } = new(11, 50, 500);

    public static Effort Quick { get; } = new(1, 5, 5);
}
