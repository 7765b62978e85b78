namespace NetGen.Compiler.Kernels;

/// <summary>
/// About how many nanoseconds a task of a kernel takes: <paramref name="Once"/>, and <paramref name="ForExample"/> for each of the examples it works on, of which there are
/// <paramref name="Examples"/> at the most. From it follows when a second thread pays.
/// </summary>
public readonly record struct TaskCost(double Once, double ForExample = 0, int Examples = int.MaxValue)
{
    public static implicit operator TaskCost(double nanoseconds) => new(nanoseconds);

    public static TaskCost PerExample(double nanoseconds, int most = int.MaxValue) => new(0, nanoseconds, most);

    /// <summary>Multiply-adds in vectors, at two thirds of what a processor of 3.5 GHz with two units does.</summary>
    public static double MultiplyAdds(double count, int lanes) => count / (5.0 * lanes);

    /// <summary>Floats that are read once: from the second-level cache at 32 bytes a cycle, from behind it at about half of that.</summary>
    public static double Reads(double floats, bool cached) => floats * (cached ? 0.035 : 0.06);
}
