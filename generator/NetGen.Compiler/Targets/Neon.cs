using NetGen.Compiler.Scalars;

namespace NetGen.Compiler.Targets;

sealed class Neon : VectorTarget
{
    public override string Name => "Neon";
    public override TargetSet Flag => TargetSet.Neon;
    public override Seq<string> Requires => ["System.Runtime.Intrinsics.Arm.AdvSimd+Arm64"];
    public override Seq<int> Widths => [4, 1];
    public override int Registers => 32;

    public override string Pattern(Op op, int lanes, int index) => op switch
    {
        Op.InterleaveLow => InterleaveText("global::System.Runtime.Intrinsics.Arm.AdvSimd.Arm64.ZipLow", index),
        Op.InterleaveHigh => InterleaveText("global::System.Runtime.Intrinsics.Arm.AdvSimd.Arm64.ZipHigh", index),
        _ => base.Pattern(op, lanes, index),
    };
}
