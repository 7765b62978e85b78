namespace NetGen.Compiler.Targets;

sealed class Avx2 : X86Target
{
    public override string Name => "Avx2";
    public override TargetSet Flag => TargetSet.Avx2;
    public override Seq<string> Requires => ["System.Runtime.Intrinsics.X86.Avx2", "System.Runtime.Intrinsics.X86.Fma"];
    public override Seq<int> Widths => [8, 4, 1];
    protected override string Intrinsics => "Avx2";
    public override int Registers => 16;
}
