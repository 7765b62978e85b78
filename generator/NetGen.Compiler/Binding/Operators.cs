using System;
using System.Collections.Generic;

namespace NetGen.Compiler.Binding;

/// <summary>Arithmetic at compile time: of integers, checked; of floats if one operand is.</summary>
static class Operators
{
    static readonly Dictionary<string, (Func<long, long, long> Integer, Func<double, double, double> Float)> Arithmetic = new(StringComparer.Ordinal)
    {
        ["+"] = ((a, b) => checked(a + b), (a, b) => a + b),
        ["-"] = ((a, b) => checked(a - b), (a, b) => a - b),
        ["*"] = ((a, b) => checked(a * b), (a, b) => a * b),
        ["/"] = ((a, b) => a / b, (a, b) => a / b),
        ["%"] = ((a, b) => b == -1 ? 0 : a % b, (a, b) => a % b),
    };

    static readonly Dictionary<string, Func<int, bool>> Comparisons = new(StringComparer.Ordinal)
    {
        ["=="] = order => order == 0,
        ["!="] = order => order != 0,
        ["<"] = order => order < 0,
        ["<="] = order => order <= 0,
        [">"] = order => order > 0,
        [">="] = order => order >= 0,
    };

    public static bool IsLogical(string symbol) => symbol is "and" or "or";

    public static bool IsEquality(string symbol) => symbol is "==" or "!=";

    /// <summary>The result for numbers; throws <see cref="OverflowException"/> and <see cref="DivideByZeroException"/> as C# does.</summary>
    public static object OfNumbers(string symbol, object left, object right)
    {
        if (Comparisons.TryGetValue(symbol, out Func<int, bool>? holds))
            return holds(left is long l && right is long r ? l.CompareTo(r) : Float(left).CompareTo(Float(right)));
        if (left is long a && right is long b) return Arithmetic[symbol].Integer(a, b);
        double result = Arithmetic[symbol].Float(Float(left), Float(right));
        if (!double.IsNaN(result) && !double.IsInfinity(result)) return result;
        throw symbol is "/" or "%" ? new DivideByZeroException() : new OverflowException();
    }

    public static bool IsNumber(object value) => value is long or double;

    static double Float(object number) => number is long integer ? integer : (double)number;
}
