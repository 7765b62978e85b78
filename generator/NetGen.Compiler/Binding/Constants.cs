using System.Globalization;
using System.Linq;

namespace NetGen.Compiler.Binding;

// What expressions evaluate to: long, double, bool, and these.

/// <summary>A name that is no parameter: it means what the argument it is given to takes it for, such as <c>same</c>.</summary>
sealed record Word(string Text);

/// <summary><c>3x5</c>.</summary>
sealed record Dimensions(Seq<long> Values);

/// <summary><c>1,2,3,4</c>.</summary>
sealed record Items(Seq<object> Values);

/// <summary>Names of values and their kinds in messages.</summary>
static class Constants
{
    public static string Show(object value) => value switch
    {
        bool truth => truth ? "yes" : "no",
        Word word => $"'{word.Text}'",
        Dimensions dimensions => string.Join("x", dimensions.Values.Select(d => d.ToString(CultureInfo.InvariantCulture))),
        Items items => string.Join(",", items.Values.Select(Show)),
        double number => number.ToString("R", CultureInfo.InvariantCulture),
        _ => string.Format(CultureInfo.InvariantCulture, "{0}", value),
    };
}
