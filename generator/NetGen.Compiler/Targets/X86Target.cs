using NetGen.Compiler.Scalars;

namespace NetGen.Compiler.Targets;

/// <summary>A vector target of x64. Its class of intrinsics inherits those of the narrower widths.</summary>
abstract class X86Target : VectorTarget
{
    /// <summary>Name of the class in System.Runtime.Intrinsics.X86.</summary>
    protected abstract string Intrinsics { get; }

    public override string? Prefetch => "global::System.Runtime.Intrinsics.X86.Sse.Prefetch1";

    public override string Pattern(Op op, int lanes, int index) => op switch
    {
        Op.InterleaveLow => Interleave("UnpackLow", index),
        Op.InterleaveHigh => Interleave("UnpackHigh", index),
        _ => base.Pattern(op, lanes, index),
    };

    string Interleave(string name, int unit) => InterleaveText($"global::System.Runtime.Intrinsics.X86.{Intrinsics}.{name}", unit);
}
