namespace NetGen;

/// <summary>What the gradients of a parameter are like.</summary>
/// <param name="Parameter">The parameter.</param>
/// <param name="Mean">Their mean.</param>
/// <param name="Deviation">Their standard deviation.</param>
/// <param name="Largest">The largest magnitude.</param>
/// <param name="Zeros">The share of zeros.</param>
public sealed record GradientStatistics(string Parameter, double Mean, double Deviation, double Largest, double Zeros);
