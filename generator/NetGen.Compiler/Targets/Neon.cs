namespace NetGen.Compiler.Targets;

sealed class Neon : VectorTarget
{
    public override string Name => "Neon";
    public override TargetSet Flag => TargetSet.Neon;
    public override string IsSupported => "global::System.Runtime.Intrinsics.Arm.AdvSimd.Arm64.IsSupported";
    public override Seq<int> Widths => [4, 1];
    public override int Registers => 32;
}
