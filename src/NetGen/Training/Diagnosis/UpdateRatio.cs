namespace NetGen;

/// <summary>How much a step changes a parameter.</summary>
/// <param name="Parameter">The parameter.</param>
/// <param name="Norm">The norm of its values before.</param>
/// <param name="Change">The norm of the change.</param>
public sealed record UpdateRatio(string Parameter, double Norm, double Change)
{
    /// <summary>The one over the other; infinite for what is all zero before, as biases are.</summary>
    public double Ratio => Change / Norm;
}
