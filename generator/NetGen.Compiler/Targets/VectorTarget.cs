using NetGen.Compiler.Scalars;

namespace NetGen.Compiler.Targets;

/// <summary>
/// What the vector targets share: .NET's fixed-width vectors, each operation of which is one instruction where the width is supported.
/// A target that has a better instruction overrides the entry.
/// </summary>
abstract class VectorTarget : Target
{
    public override string Pattern(Op op, int lanes, int index)
    {
        if (lanes == 1 && op != Op.MultiplyAdd) return Scalar.Text(op);
        return op switch
        {
            Op.MultiplyAdd => lanes == 1 ? "global::System.MathF.FusedMultiplyAdd($0, $1, $2)" : "$v.FusedMultiplyAdd($0, $1, $2)",
            // "Native" is one instruction; what it does with NaN differs by machine, and expressions are written with that in mind.
            Op.Minimum => "$v.MinNative($0, $1)",
            Op.Maximum => "$v.MaxNative($0, $1)",
            Op.Absolute => "$v.Abs($0)",
            Op.SquareRoot => "$v.Sqrt($0)",
            Op.Less => "$v.LessThan($0, $1)",
            Op.LessOrEqual => "$v.LessThanOrEqual($0, $1)",
            Op.Equal => "$v.Equals($0, $1)",
            Op.Select => "$v.ConditionalSelect($0, $1, $2)",
            Op.FloatBits => "$0.AsInt32()",
            Op.BitsFloat => "$0.AsSingle()",
            Op.ToFloat => "$v.ConvertToSingle($0)",
            Op.IntAdd => "($0 + $1)",
            Op.IntSubtract => "($0 - $1)",
            Op.IntMultiply => "($0 * $1)",
            Op.ShiftLeft => "$v.ShiftLeft($0, $i)",
            Op.ShiftRight => "$v.ShiftRightArithmetic($0, $i)",
            Op.ShiftRightLogical => "$v.ShiftRightLogical($0, $i)",
            _ => Scalar.Text(op),
        };
    }

    /// <summary>A call of an intrinsic that interleaves floats, or pairs of them as doubles.</summary>
    protected static string InterleaveText(string method, int unit) =>
        unit == 1 ? $"{method}($0, $1)" : $"{method}($0.AsDouble(), $1.AsDouble()).AsSingle()";
}
