using System.Collections.Generic;
using NetGen.Compiler.Scalars;

namespace NetGen.Compiler.Targets;

/// <summary>A vector target of x64. Its class of intrinsics inherits those of the narrower widths.</summary>
abstract class X86Target : VectorTarget
{
    /// <summary>Name of the class in System.Runtime.Intrinsics.X86.</summary>
    protected abstract string Intrinsics { get; }

    public override string? Prefetch => "global::System.Runtime.Intrinsics.X86.Sse.Prefetch1";

    public override string Print(Op op, int lanes, IReadOnlyList<string> o, int index) => op switch
    {
        Op.InterleaveLow => Interleave("UnpackLow", o, index),
        Op.InterleaveHigh => Interleave("UnpackHigh", o, index),
        _ => base.Print(op, lanes, o, index),
    };

    string Interleave(string name, IReadOnlyList<string> o, int unit) => InterleaveText($"global::System.Runtime.Intrinsics.X86.{Intrinsics}.{name}", o, unit);
}
