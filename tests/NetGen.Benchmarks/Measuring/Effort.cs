namespace NetGen.Benchmarks.Measuring;

/// <summary>How long to measure.</summary>
/// <param name="Rounds">How often each contender has its turn.</param>
/// <param name="Turn">Milliseconds of a turn, but one call at least.</param>
/// <param name="WarmUp">Milliseconds of calls before the first turn, until the JIT is done.</param>
/// <param name="Trials">Calls with which PyTorch's faster memory format is found; with none it is the usual one, channels first.</param>
sealed record Effort(int Rounds, double Turn, double WarmUp, int Trials)
{
    public static Effort Full { get; } = new(11, 50, 500, 3);

    public static Effort Quick { get; } = new(1, 5, 5, 0);
}
