namespace NetGen.Compiler;

/// <summary>A generated file: its name (unique in the assembly, ends in .g.cs) and its text.</summary>
public sealed record SourceFile(string Name, string Text);
