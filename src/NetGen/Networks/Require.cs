using System;
using System.Runtime.CompilerServices;

namespace NetGen;

/// <summary>Checks of arguments that give the value.</summary>
internal static class Require
{
    /// <exception cref="ArgumentOutOfRangeException">It is not positive.</exception>
    public static int Positive(int value, [CallerArgumentExpression(nameof(value))] string name = "")
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(value, name);
        return value;
    }
}
