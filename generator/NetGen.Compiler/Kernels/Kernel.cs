namespace NetGen.Compiler.Kernels;

/// <summary>A pointer a kernel takes.</summary>
public readonly record struct KernelParameter(string Name, bool IsInt);

/// <summary>
/// A loop nest over constant bounds (and N), in vectors of a given number of lanes: what a target prints. <paramref name="Label"/> starts its name,
/// its content ends it; <paramref name="Summary"/> is the comment above it. Tasks are the iterations of its parallel loops; <paramref name="Cost"/> is
/// that of one.
/// </summary>
public sealed record Kernel(string Label, string Summary, Seq<KernelParameter> Parameters, Seq<string> Uniforms, Seq<LoopRange> Tasks, Seq<Statement> Body, TaskCost Cost)
{
    /// <summary>Its method, where it has become one.</summary>
    public KernelText? Text { get; init; }

    /// <summary>The kernel as a method. Nobody needs its statements any more, which are larger than their text.</summary>
    public Kernel As(KernelText text) => this with { Text = text, Body = [] };
}

/// <summary>A kernel as a method: the name by which it is called, and the file it stands in.</summary>
public sealed record KernelText(string Call, SourceFile File);
