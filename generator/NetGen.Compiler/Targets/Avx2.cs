namespace NetGen.Compiler.Targets;

sealed class Avx2 : VectorTarget
{
    public override string Name => "Avx2";
    public override TargetSet Flag => TargetSet.Avx2;
    public override string IsSupported => "global::System.Runtime.Intrinsics.X86.Avx2.IsSupported && global::System.Runtime.Intrinsics.X86.Fma.IsSupported";
    public override Seq<int> Widths => [8, 4, 1];
    public override int Registers => 16;
}
