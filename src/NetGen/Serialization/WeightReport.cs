using System.Collections.Immutable;
using System.Linq;

namespace NetGen;

/// <summary>A tensor that has one shape where it comes from and another in the network.</summary>
/// <param name="Name">The parameter's name in the network.</param>
/// <param name="Found">The shape where it comes from.</param>
/// <param name="Expected">The shape in the network.</param>
public sealed record ShapeDifference(string Name, ImmutableArray<long> Found, ImmutableArray<int> Expected);

/// <summary>What was loaded of weights that need not fit a network, and what was not. It prints itself.</summary>
/// <param name="Loaded">The parameters that have new values, states among them.</param>
/// <param name="Missing">The parameters that stay as they were, for there was nothing of their name.</param>
/// <param name="LeftOver">What there was besides, under its own names.</param>
/// <param name="OtherShape">The parameters that stay as they were, for what has their name has another shape.</param>
public sealed record WeightReport(ImmutableArray<string> Loaded, ImmutableArray<string> Missing, ImmutableArray<string> LeftOver, ImmutableArray<ShapeDifference> OtherShape)
{
    /// <summary>A line with the counts, and one for each kind of difference.</summary>
    public override string ToString()
    {
        string text = $"loaded {Loaded.Length}, missing {Missing.Length}, left over {LeftOver.Length}, of another shape {OtherShape.Length}";
        if (Missing.Length > 0)
            text += $"\n  missing: {string.Join(", ", Missing)}";
        if (LeftOver.Length > 0)
            text += $"\n  left over: {string.Join(", ", LeftOver)}";
        if (OtherShape.Length > 0)
        {
            string differences = string.Join(
                ", ", OtherShape.Select(d => $"{d.Name} ({Shapes.Format(d.Found.AsSpan())}, the network has {Shapes.Format(d.Expected.AsSpan())})"));
            text += $"\n  of another shape: {differences}";
        }
        return text;
    }
}
