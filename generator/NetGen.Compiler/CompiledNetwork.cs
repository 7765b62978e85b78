namespace NetGen.Compiler;

/// <summary>
/// C# of one network: its own files (class, trainer, one file a target), and the kernels it calls. Kernels are named by their content and may be shared
/// with other networks of the assembly: each is emitted once.
/// </summary>
public sealed record CompiledNetwork(Seq<SourceFile> Files, Seq<SourceFile> Kernels);
