using System.Text.RegularExpressions;

namespace NetGen.Plots;

/// <summary>Makes the text of Skia's SVG readable elsewhere: Skia places each letter for the font of this machine, which the reader's may not have.</summary>
internal static partial class SvgText
{
    /// <summary>Leaves the place of the first letter, and names a font that there is if this one is missing.</summary>
    public static string Adapt(string svg) => Family().Replace(Places().Replace(svg, "$1=\"$2\""), "font-family=\"$1, system-ui, sans-serif\"");

    [GeneratedRegex("(?<= )([xy])=\"(-?[0-9.e-]+), [^\"]*\"")]
    private static partial Regex Places();

    [GeneratedRegex("font-family=\"([^\"]*)\"")]
    private static partial Regex Family();
}
