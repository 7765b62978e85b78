namespace NetGen.Compiler;

/// <summary>
/// C# of one network: its own files (class, trainer, one file a target), and the kernels it calls. Kernels are named by their content and may be shared
/// with other networks of the assembly: each is emitted once. <paramref name="Refusal"/> says why there is nothing, where a demand of the spec cannot be met.
/// </summary>
public sealed record CompiledNetwork(Seq<SourceFile> Files, Seq<SourceFile> Kernels, string? Refusal = null);
