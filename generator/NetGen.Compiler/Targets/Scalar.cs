using System.Collections.Generic;
using NetGen.Compiler.Scalars;

namespace NetGen.Compiler.Targets;

/// <summary>Plain C#, for machines with none of the others.</summary>
sealed class Scalar : Target
{
    public override string Name => "Scalar";
    public override TargetSet Flag => TargetSet.Scalar;
    public override string IsSupported => "true";
    public override Seq<int> Widths => [1];
    public override int Registers => 16;

    public override string Print(Op op, int lanes, IReadOnlyList<string> operands, int index) => Text(op, operands, index);

    internal static string Text(Op op, IReadOnlyList<string> o, int index) => op switch
    {
        Op.Add => $"({o[0]} + {o[1]})",
        Op.Subtract => $"({o[0]} - {o[1]})",
        Op.Multiply => $"({o[0]} * {o[1]})",
        Op.Divide => $"({o[0]} / {o[1]})",
        // Without the instruction MathF.FusedMultiplyAdd is a call into a library; the plain form is what this target can do fast.
        Op.MultiplyAdd => $"(({o[0]} * {o[1]}) + {o[2]})",
        // One instruction, the vector targets' own, and each operand stands once: nested, the text of a comparison and a choice would double with every layer.
        Op.Minimum => $"float.MinNative({o[0]}, {o[1]})",
        Op.Maximum => $"float.MaxNative({o[0]}, {o[1]})",
        Op.Negate => $"(-{o[0]})",
        Op.Absolute => $"global::System.MathF.Abs({o[0]})",
        Op.SquareRoot => $"global::System.MathF.Sqrt({o[0]})",
        Op.Less => $"({o[0]} < {o[1]})",
        Op.LessOrEqual => $"({o[0]} <= {o[1]})",
        Op.Equal => $"({o[0]} == {o[1]})",
        Op.Select => $"({o[0]} ? {o[1]} : {o[2]})",
        Op.FloatBits => $"global::System.BitConverter.SingleToInt32Bits({o[0]})",
        Op.BitsFloat => $"global::System.BitConverter.Int32BitsToSingle({o[0]})",
        Op.ToFloat => $"(float)({o[0]})",
        // Users may compile with overflow checks.
        Op.IntAdd => $"unchecked({o[0]} + {o[1]})",
        Op.IntSubtract => $"unchecked({o[0]} - {o[1]})",
        Op.IntMultiply => $"unchecked({o[0]} * {o[1]})",
        Op.Xor => $"({o[0]} ^ {o[1]})",
        Op.And => $"({o[0]} & {o[1]})",
        Op.ShiftLeft => $"({o[0]} << {index})",
        Op.ShiftRight => $"({o[0]} >> {index})",
        Op.ShiftRightLogical => $"({o[0]} >>> {index})",
        _ => throw new System.InvalidOperationException($"no text for {op}"),
    };
}
