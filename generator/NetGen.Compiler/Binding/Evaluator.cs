using System;
using System.Collections.Generic;
using System.Linq;
using NetGen.Compiler.Diagnostics;
using NetGen.Compiler.Syntax;

namespace NetGen.Compiler.Binding;

/// <summary>Evaluates expressions. Null is the result of what is wrong and has been reported.</summary>
sealed class Evaluator(Scope scope, Func<int, NetworkValue> valueOf, DiagnosticBag diagnostics)
{
    static readonly Dictionary<string, (int Rank, int Axis, string Needs)[]> Members = new(StringComparer.Ordinal)
    {
        ["channels"] = [(3, 0, "an image (channels x height x width)")],
        ["height"] = [(3, 1, "an image (channels x height x width)")],
        ["width"] = [(3, 2, "an image (channels x height x width)")],
        ["length"] = [(2, 0, "a sequence (length x features)")],
        ["features"] = [(1, 0, "a vector or a sequence"), (2, 1, "a vector or a sequence")],
    };

    public static IEnumerable<string> MemberNames => Members.Keys.Concat(["rank", "size"]);

    /// <summary>The value of an expression whose names must be parameters.</summary>
    public object? Evaluate(ExpressionSyntax expression)
    {
        object? value = EvaluateAny(expression);
        if (value is not Word word) return value;
        diagnostics.Report(DiagnosticCatalogue.UnknownName, expression.Span, "parameter", word.Text, Spelling.Suggest(word.Text, scope.ConstantNames));
        return null;
    }

    /// <summary>The value of an expression; a name that is no parameter is a <see cref="Word"/>.</summary>
    public object? EvaluateAny(ExpressionSyntax expression) => expression switch
    {
        IntegerSyntax integer => integer.Value,
        FloatSyntax number => number.Value,
        NameSyntax name => Name(name),
        MemberSyntax member => Member(member),
        SizeSyntax size => All(size.Parts, part => Integer(part, "a size")) is { } dims ? new Dimensions(dims.Cast<long>().ToSeq()) : null,
        ListSyntax list => All(list.Items, EvaluateAny) is { } items ? new Items(items.ToSeq()) : null,
        UnarySyntax unary => Unary(unary),
        BinarySyntax binary => Binary(binary),
        _ => throw new ArgumentException(expression.GetType().Name, nameof(expression)),
    };

    /// <summary>An integer, for counts and dimensions.</summary>
    public object? Integer(ExpressionSyntax expression, string user)
    {
        object? value = Evaluate(expression);
        if (value is null or long) return value;
        diagnostics.Report(DiagnosticCatalogue.OperandKind, expression.Span, user, "an integer", Constants.Show(value));
        return null;
    }

    /// <summary>Yes or no, for conditions.</summary>
    public bool? Condition(ExpressionSyntax expression, string user)
    {
        object? value = Evaluate(expression);
        if (value is null or bool) return (bool?)value;
        diagnostics.Report(DiagnosticCatalogue.OperandKind, expression.Span, user, "a condition, such as a comparison", Constants.Show(value));
        return null;
    }

    object? Name(NameSyntax name)
    {
        if (scope.TryGetConstant(name.Name, out object? constant)) return constant;
        return name.Name switch
        {
            "yes" or "true" => true,
            "no" or "false" => false,
            _ => new Word(name.Name),
        };
    }

    object? Member(MemberSyntax member)
    {
        if (!scope.TryGetValue(member.Value.Name, out int index))
        {
            diagnostics.Report(DiagnosticCatalogue.UnknownName, member.Value.Span, "value", member.Value.Name, Spelling.Suggest(member.Value.Name, scope.ValueNames));
            return null;
        }
        if (index == Scope.Unknown) return null;
        NetworkValue value = valueOf(index);
        Shape shape = value.Shape;
        string name = member.Member.Name;
        if (name == "length" && value is { Times: > 0, IsStep: false }) return (long)value.Times;
        if (name == "rank") return (long)shape.Rank;
        if (name == "size") return shape.Size;
        if (!Members.TryGetValue(name, out (int Rank, int Axis, string Needs)[]? forms))
        {
            diagnostics.Report(DiagnosticCatalogue.UnknownName, member.Member.Span, "dimension", name, Spelling.Suggest(name, MemberNames));
            return null;
        }
        foreach ((int rank, int axis, _) in forms)
            if (shape.Rank == rank) return (long)shape[axis];
        diagnostics.Report(DiagnosticCatalogue.NoSuchDimension, member.Span, member.Value.Name, name, shape.ToString(), forms[0].Needs);
        return null;
    }

    object? Unary(UnarySyntax unary) => unary.Operator == "not"
        ? Condition(unary.Operand, "'not'") is { } truth ? !truth : null
        : Compute(unary, "-", 0L, unary.Operand, Evaluate(unary.Operand));

    object? Binary(BinarySyntax binary)
    {
        if (Operators.IsLogical(binary.Operator))
        {
            if (Condition(binary.Left, $"'{binary.Operator}'") is not { } left) return null;
            // The right side is evaluated only where it counts: it may be a division that the left side guards.
            return left == (binary.Operator == "or") ? left : Condition(binary.Right, $"'{binary.Operator}'");
        }
        object? first = Evaluate(binary.Left);
        if (first is null) return null;
        if (Operators.IsEquality(binary.Operator) && !Operators.IsNumber(first))
            return Evaluate(binary.Right) is { } second ? first.Equals(second) == (binary.Operator == "==") : null;
        if (!Operators.IsNumber(first)) return NotANumber(binary.Operator, binary.Left, first);
        return Compute(binary, binary.Operator, first, binary.Right, Evaluate(binary.Right));
    }

    object? Compute(ExpressionSyntax whole, string symbol, object left, ExpressionSyntax operand, object? right)
    {
        if (right is null) return null;
        if (!Operators.IsNumber(right)) return NotANumber(symbol, operand, right);
        try
        {
            // The negative of a float zero is -0, not 0 - 0.
            return whole is UnarySyntax && right is double number ? -number : Operators.OfNumbers(symbol, left, right);
        }
        catch (ArithmeticException problem)
        {
            string reason = problem is DivideByZeroException ? "division by zero" : "the result is too large";
            diagnostics.Report(DiagnosticCatalogue.Arithmetic, whole.Span, $"{Constants.Show(left)} {symbol} {Constants.Show(right)}", reason);
            return null;
        }
    }

    object? NotANumber(string symbol, ExpressionSyntax operand, object value)
    {
        diagnostics.Report(DiagnosticCatalogue.OperandKind, operand.Span, $"'{symbol}'", "numbers", Constants.Show(value));
        return null;
    }

    static IReadOnlyList<object>? All(Seq<ExpressionSyntax> expressions, Func<ExpressionSyntax, object?> evaluate)
    {
        object[] values = expressions.Select(evaluate).OfType<object>().ToArray();
        return values.Length == expressions.Count ? values : null;
    }
}
