namespace NetGen.Compiler.Targets;

sealed class Avx512 : X86Target
{
    public override string Name => "Avx512";
    public override TargetSet Flag => TargetSet.Avx512;
    public override Seq<string> Requires => ["System.Runtime.Intrinsics.X86.Avx512DQ", "System.Runtime.Intrinsics.X86.Avx512F+VL"];
    public override Seq<int> Widths => [16, 8, 4, 1];
    protected override string Intrinsics => "Avx512F";
    public override int Registers => 32;
}
