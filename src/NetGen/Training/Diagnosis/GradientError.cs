namespace NetGen;

/// <summary>How far the gradients of a parameter are from differences of the loss.</summary>
/// <param name="Parameter">The parameter.</param>
/// <param name="Norm">The norm of the gradients at the elements that were compared: where it is next to nothing, so is what the error says.</param>
/// <param name="Relative">The norm of the differences between the two, over that.</param>
public sealed record GradientError(string Parameter, double Norm, double Relative);
