using System;
using System.Globalization;
using System.Text;

namespace NetGen;

/// <summary>How shapes are written in messages and tables.</summary>
internal static class Shapes
{
    /// <summary>As in 6x1x5x5; "scalar" without dimensions.</summary>
    public static string Format<T>(ReadOnlySpan<T> shape) where T : IFormattable
    {
        if (shape.IsEmpty)
            return "scalar";

        var text = new StringBuilder();
        foreach (T extent in shape)
            text.Append(text.Length == 0 ? "" : "x").Append(extent.ToString(null, CultureInfo.InvariantCulture));
        return text.ToString();
    }
}
