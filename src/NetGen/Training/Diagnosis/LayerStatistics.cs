namespace NetGen;

/// <summary>What the results of a layer are like, over some examples in training.</summary>
/// <param name="Layer">The layer.</param>
/// <param name="Mean">The mean of the finite numbers.</param>
/// <param name="Deviation">Their standard deviation.</param>
/// <param name="Minimum">The smallest of them.</param>
/// <param name="Maximum">The largest.</param>
/// <param name="Zeros">The share of zeros among all numbers.</param>
/// <param name="Dead">The share of units, channels of an image or elements of a vector, that were zero for every example: behind a rectifier, those that learn no more.</param>
/// <param name="NotFinite">How many numbers are infinite or none.</param>
public sealed record LayerStatistics(LayerDescription Layer, double Mean, double Deviation, float Minimum, float Maximum, double Zeros, double Dead, long NotFinite);
