using System.Collections.Generic;
using NetGen.Compiler.Scalars;

namespace NetGen.Compiler.Targets;

sealed class Neon : VectorTarget
{
    public override string Name => "Neon";
    public override TargetSet Flag => TargetSet.Neon;
    public override string IsSupported => "global::System.Runtime.Intrinsics.Arm.AdvSimd.Arm64.IsSupported";
    public override Seq<int> Widths => [4, 1];
    public override int Registers => 32;

    public override string Print(Op op, int lanes, IReadOnlyList<string> o, int index) => op switch
    {
        Op.InterleaveLow => InterleaveText("global::System.Runtime.Intrinsics.Arm.AdvSimd.Arm64.ZipLow", o, index),
        Op.InterleaveHigh => InterleaveText("global::System.Runtime.Intrinsics.Arm.AdvSimd.Arm64.ZipHigh", o, index),
        _ => base.Print(op, lanes, o, index),
    };
}
