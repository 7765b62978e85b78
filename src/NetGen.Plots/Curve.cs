using System.Collections.Generic;

namespace NetGen.Plots;

/// <summary>A curve.</summary>
/// <param name="Name">What the legend calls it.</param>
/// <param name="Points">Its points, from left to right; those that are not finite are left out.</param>
public sealed record Curve(string Name, IEnumerable<(double X, double Y)> Points);
