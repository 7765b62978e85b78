namespace NetGen;

/// <summary>One digit of the mixed-radix number that a canonical index is written as.</summary>
/// <param name="Extent">The number of values of the digit.</param>
/// <param name="Stride">The distance in memory, in floats, between two neighbouring values of the digit.</param>
public readonly record struct LayoutPart(int Extent, int Stride);
