using System;

namespace NetGen.Compiler.Binding;

public enum ClipKind
{
    Norm,  // the L2 norm of all gradients of a group
    Value, // each gradient
}

/// <summary>A limit of gradients in the update. <paramref name="Path"/> is a layer's path or the beginning of several, up to a dot; empty for all parameters.</summary>
public sealed record GradientClip(ClipKind Kind, float Limit, string Path)
{
    public bool Covers(string parameter) =>
        Path.Length == 0 || (parameter.StartsWith(Path, StringComparison.Ordinal) && (parameter.Length == Path.Length || parameter[Path.Length] == '.'));
}
