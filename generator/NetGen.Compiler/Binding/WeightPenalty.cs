namespace NetGen.Compiler.Binding;

public enum PenaltyKind
{
    L2, // factor · x²/2, whose gradient is factor · x
    L1, // factor · |x|, whose gradient is factor · sign(x)
}

/// <summary>Weight decay: a penalty whose gradient the update adds. It is for weights; for biases, scales and slopes where <paramref name="OfAll"/> says so, or the path is the
/// parameter's own name.</summary>
public sealed record WeightPenalty(PenaltyKind Kind, float Factor, bool OfAll, string Path) : ParameterRule(Path)
{
    public bool Covers(BoundParameter parameter) => Covers(parameter.Name) && (parameter.IsWeight || OfAll || Path == parameter.Name);
}
