using NetGen.Compiler.Scalars;

namespace NetGen.Compiler.Targets;

/// <summary>Plain C#, for machines with none of the others.</summary>
sealed class Scalar : Target
{
    public override string Name => "Scalar";
    public override TargetSet Flag => TargetSet.Scalar;
    public override Seq<string> Requires => [];
    public override Seq<int> Widths => [1];
    public override int Registers => 16;

    public override string Pattern(Op op, int lanes, int index) => Text(op);

    internal static string Text(Op op) => op switch
    {
        Op.Add => "($0 + $1)",
        Op.Subtract => "($0 - $1)",
        Op.Multiply => "($0 * $1)",
        Op.Divide => "($0 / $1)",
        // Without the instruction MathF.FusedMultiplyAdd is a call into a library; the plain form is what this target can do fast.
        Op.MultiplyAdd => "(($0 * $1) + $2)",
        // One instruction, the vector targets' own, and each operand stands once: nested, the text of a comparison and a choice would double with every layer.
        Op.Minimum => "float.MinNative($0, $1)",
        Op.Maximum => "float.MaxNative($0, $1)",
        Op.Negate => "(-$0)",
        Op.Absolute => "global::System.MathF.Abs($0)",
        Op.SquareRoot => "global::System.MathF.Sqrt($0)",
        Op.Less => "($0 < $1)",
        Op.LessOrEqual => "($0 <= $1)",
        Op.Equal => "($0 == $1)",
        Op.Select => "($0 ? $1 : $2)",
        Op.FloatBits => "global::System.BitConverter.SingleToInt32Bits($0)",
        Op.BitsFloat => "global::System.BitConverter.Int32BitsToSingle($0)",
        Op.ToFloat => "(float)($0)",
        // Users may compile with overflow checks.
        Op.IntAdd => "unchecked($0 + $1)",
        Op.IntSubtract => "unchecked($0 - $1)",
        Op.IntMultiply => "unchecked($0 * $1)",
        Op.Xor => "($0 ^ $1)",
        Op.And => "($0 & $1)",
        Op.ShiftLeft => "($0 << $i)",
        Op.ShiftRight => "($0 >> $i)",
        Op.ShiftRightLogical => "($0 >>> $i)",
        _ => throw new System.InvalidOperationException($"no text for {op}"),
    };
}
