namespace NetGen.Compiler.Binding;

public enum ClipKind
{
    Norm,  // the L2 norm of all gradients of a group
    Value, // each gradient
}

/// <summary>A limit of gradients in the update.</summary>
public sealed record GradientClip(ClipKind Kind, float Limit, string Path) : ParameterRule(Path);
