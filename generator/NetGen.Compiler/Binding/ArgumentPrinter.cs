using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using NetGen.Compiler.Primitives;

namespace NetGen.Compiler.Binding;

/// <summary>Arguments as one would write them: the required ones by position, the others as key=value where they differ from their defaults.</summary>
public static class ArgumentPrinter
{
    public static string Print(Signature signature, Arguments arguments)
    {
        List<string> parts = [];
        bool positional = true;
        for (int i = 0; i < signature.Arguments.Count; i++)
        {
            Argument argument = signature.Arguments[i];
            object value = arguments.Values[i];
            bool isDefault = value.Equals(argument.Default);
            positional &= argument.Default == null;
            if (!isDefault) parts.Add(positional ? Print(value) : $"{argument.Name}={Print(value)}");
        }
        return string.Join(" ", parts);
    }

    static string Print(object value) => value switch
    {
        bool truth => truth ? "yes" : "no",
        double number => number.ToString("R", CultureInfo.InvariantCulture),
        Size { Height: var height, Width: var width } => Invariant(height, "x", width),
        PaddingArgument { Same: true } => "same",
        PaddingArgument { Sides: var p } => p.Top == p.Bottom && p.Left == p.Right
            ? p.Top == p.Left ? Invariant(p.Top) : Invariant(p.Top, "x", p.Left)
            : Invariant(p.Top, ",", p.Left, ",", p.Bottom, ",", p.Right),
        Shape shape => Invariant([.. shape.Dims.SelectMany((dim, i) => i == 0 ? new object[] { dim } : ["x", dim])]),
        _ => Invariant(value),
    };

    static string Invariant(params object[] parts) => string.Concat(parts.Select(part => string.Format(CultureInfo.InvariantCulture, "{0}", part)));
}
