using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using NetGen.Compiler.Diagnostics;
using NetGen.Compiler.Layers;
using NetGen.Compiler.Syntax;

namespace NetGen.Compiler.Binding;

/// <summary>Checks arguments: of layers, losses and optimizers against their signatures, of blocks and networks against their parameters.</summary>
sealed class ArgumentBinder(Scope scope, Func<int, NetworkValue> valueOf, DiagnosticBag diagnostics)
{
    // A block passes on words without knowing what for; what no signature takes is a mistyped parameter.
    static readonly HashSet<string> Words = new(
        LayerCatalogue.Layers.Select(l => l.Signature).Concat(LayerCatalogue.Losses.Select(l => l.Signature)).Concat(LayerCatalogue.Optimizers.Select(o => o.Signature))
            .SelectMany(signature => signature.Arguments).SelectMany(argument => argument.Words).Append("same"), StringComparer.Ordinal);

    readonly Evaluator evaluator = new(scope, valueOf, diagnostics);

    /// <summary>The complete arguments, or null if something is wrong.</summary>
    public Arguments? Bind(Signature signature, Seq<ArgumentSyntax> given, SourceSpan span)
    {
        int errors = diagnostics.Errors;
        string[] names = signature.Arguments.Select(a => a.Name).ToArray();
        ArgumentSyntax?[] matched = ArgumentMatcher.Match(signature.Keyword, names, given, diagnostics);
        object?[] values = signature.Arguments.Select((argument, i) => Value(signature.Keyword, argument, matched[i], span)).ToArray();
        return diagnostics.Errors == errors && values.All(v => v != null) ? new Arguments(new Seq<string>(names), new Seq<object>(values!)) : null;
    }

    /// <summary>Defines the parameters of a block or network in <paramref name="inner"/>. Defaults may use the parameters before them.</summary>
    public void Define(string owner, Seq<ParameterSyntax> parameters, Seq<ArgumentSyntax> given, Scope inner, SourceSpan span)
    {
        ArgumentSyntax?[] matched = ArgumentMatcher.Match(owner, parameters.Select(p => p.Name.Name).ToArray(), given, diagnostics);
        var defaults = new Evaluator(inner, valueOf, diagnostics);
        for (int i = 0; i < parameters.Count; i++)
        {
            ParameterSyntax parameter = parameters[i];
            object? value = null;
            if (matched[i] is { } argument) value = Known(evaluator, argument.Value);
            else if (parameter.Default is { } byDefault) value = Known(defaults, byDefault);
            else diagnostics.Report(DiagnosticCatalogue.MissingArgument, span, owner, parameter.Name.Name, "it has no default");
            inner.Define(parameter.Name.Name, value);
        }
    }

    object? Known(Evaluator evaluator, ExpressionSyntax expression)
    {
        object? value = evaluator.EvaluateAny(expression);
        return value is Word word && !Words.Contains(word.Text) ? evaluator.Evaluate(expression) : value;
    }

    object? Value(string owner, Argument argument, ArgumentSyntax? given, SourceSpan span)
    {
        if (given != null) return Convert(owner, argument, given.Value);
        if (argument.Default == null) diagnostics.Report(DiagnosticCatalogue.MissingArgument, span, owner, argument.Name, argument.Summary);
        return argument.Default;
    }

    /// <summary>The value of one argument, also of one that no signature declares, such as a loss's weight.</summary>
    public object? Convert(string owner, Argument argument, ExpressionSyntax expression)
    {
        object? value = evaluator.EvaluateAny(expression);
        if (value == null) return null;
        ArgumentConversion.Kind kind = ArgumentConversion.Kinds[argument.Kind];
        object? converted = kind.Convert(argument, value);
        if (converted == null)
        {
            // A name that is not one of an argument's words, where the argument takes words, is a mistyped word; elsewhere a mistyped parameter.
            if (value is Word word && argument.Kind is not (ArgumentKind.Word or ArgumentKind.Bool or ArgumentKind.Padding)) evaluator.Evaluate(expression);
            else diagnostics.Report(DiagnosticCatalogue.ArgumentKind, expression.Span, owner, argument.Name, kind.Description(argument), Constants.Show(value));
            return null;
        }
        if (kind.Numbers(converted).All(n => IsInRange(argument, n))) return ArgumentConversion.Finish(argument.Kind, converted);
        diagnostics.Report(DiagnosticCatalogue.ArgumentRange, expression.Span, owner, argument.Name, Range(argument), Constants.Show(value));
        return null;
    }

    static bool IsInRange(Argument argument, double number)
    {
        (double minimum, double maximum) = Bounds(argument);
        return number <= maximum && (argument.MinimumIsExclusive ? number > minimum : number >= minimum);
    }

    /// <summary>Integers are kept as ints and floats as floats, whatever the signature allows.</summary>
    static (double Minimum, double Maximum) Bounds(Argument argument) => argument.Kind == ArgumentKind.Float
        ? (Math.Max(argument.Minimum, float.MinValue), Math.Min(argument.Maximum, float.MaxValue))
        : (Math.Max(argument.Minimum, int.MinValue), Math.Min(argument.Maximum, int.MaxValue));

    static string Range(Argument argument)
    {
        (double minimum, double maximum) = Bounds(argument);
        bool hasLow = !double.IsNegativeInfinity(argument.Minimum);
        string low = $"{(argument.MinimumIsExclusive ? "greater than" : "at least")} {Show(minimum)}", high = $"at most {Show(maximum)}";
        return !hasLow ? high : maximum == float.MaxValue ? low : $"{low} and {high}";
    }

    static string Show(double number) => number.ToString("R", CultureInfo.InvariantCulture);
}
