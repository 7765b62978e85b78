using NetGen.Compiler.Diagnostics;

namespace NetGen.Compiler.Binding;

/// <summary>The class a network is generated into. <paramref name="Span"/> is where its name is written, in the spec or in C#.</summary>
public sealed record TargetClass(string Name, string Namespace, ClassDeclaration Declaration, SourceSpan Span);
