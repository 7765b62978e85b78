using System.Linq;

namespace NetGen.Compiler.Kernels;

/// <summary>A pointer a kernel takes.</summary>
public readonly record struct KernelParameter(string Name, bool IsInt);

/// <summary>
/// A loop nest over constant bounds (and N), in vectors of a given number of lanes: what a target prints. <paramref name="Label"/> starts its name,
/// its content ends it; <paramref name="Summary"/> is the comment above it. Tasks are the iterations of its parallel loops; <paramref name="Cost"/> is
/// that of one.
/// </summary>
public sealed record Kernel(string Label, string Summary, Seq<KernelParameter> Parameters, Seq<string> Uniforms, Seq<Statement> Body, TaskCost Cost)
{
    public Seq<LoopRange> Tasks => Statements.All(Body).OfType<Parallel>().FirstOrDefault()?.Loops ?? [];
}
