using System.Collections.Generic;
using NetGen.Compiler.Scalars;

namespace NetGen.Compiler.Targets;

/// <summary>
/// What the vector targets share: .NET's fixed-width vectors, each operation of which is one instruction where the width is supported.
/// A target that has a better instruction overrides the entry.
/// </summary>
abstract class VectorTarget : Target
{
    public override string Print(Op op, int lanes, IReadOnlyList<string> o, int index)
    {
        if (lanes == 1 && op != Op.MultiplyAdd) return Scalar.Text(op, o, index);
        string v = Vector(lanes);
        return op switch
        {
            Op.MultiplyAdd => lanes == 1 ? $"global::System.MathF.FusedMultiplyAdd({o[0]}, {o[1]}, {o[2]})" : $"{v}.FusedMultiplyAdd({o[0]}, {o[1]}, {o[2]})",
            // "Native" is one instruction; what it does with NaN differs by machine, and expressions are written with that in mind.
            Op.Minimum => $"{v}.MinNative({o[0]}, {o[1]})",
            Op.Maximum => $"{v}.MaxNative({o[0]}, {o[1]})",
            Op.Absolute => $"{v}.Abs({o[0]})",
            Op.SquareRoot => $"{v}.Sqrt({o[0]})",
            Op.Less => $"{v}.LessThan({o[0]}, {o[1]})",
            Op.LessOrEqual => $"{v}.LessThanOrEqual({o[0]}, {o[1]})",
            Op.Equal => $"{v}.Equals({o[0]}, {o[1]})",
            Op.Select => $"{v}.ConditionalSelect({o[0]}, {o[1]}, {o[2]})",
            Op.FloatBits => $"{o[0]}.AsInt32()",
            Op.BitsFloat => $"{o[0]}.AsSingle()",
            Op.ToFloat => $"{v}.ConvertToSingle({o[0]})",
            Op.IntAdd => $"({o[0]} + {o[1]})",
            Op.IntSubtract => $"({o[0]} - {o[1]})",
            Op.IntMultiply => $"({o[0]} * {o[1]})",
            Op.ShiftLeft => $"{v}.ShiftLeft({o[0]}, {index})",
            Op.ShiftRight => $"{v}.ShiftRightArithmetic({o[0]}, {index})",
            Op.ShiftRightLogical => $"{v}.ShiftRightLogical({o[0]}, {index})",
            _ => Scalar.Text(op, o, index),
        };
    }

    /// <summary>A call of an intrinsic that interleaves floats, or pairs of them as doubles.</summary>
    protected static string InterleaveText(string method, IReadOnlyList<string> o, int unit) =>
        unit == 1 ? $"{method}({o[0]}, {o[1]})" : $"{method}({o[0]}.AsDouble(), {o[1]}.AsDouble()).AsSingle()";
}
