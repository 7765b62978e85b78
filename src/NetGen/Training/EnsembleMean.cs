namespace NetGen;

/// <summary>What an <see cref="Ensemble"/> takes the mean of.</summary>
public enum EnsembleMean
{
    /// <summary>Of the softmax of the outputs, which are scores of classes.</summary>
    Probabilities,

    /// <summary>Of the outputs as they are: of networks that end with a softmax themselves, or that predict numbers.</summary>
    Outputs,
}
