using System.Collections.Generic;
using System.Linq;
using NetGen.Compiler.Scalars;

namespace NetGen.Compiler.Targets;

/// <summary>An instruction set: how wide its vectors are, how many registers hold them, and how each operation is written in C#. One file each.</summary>
public abstract class Target
{
    /// <summary>Name of the nested class its code stands in, and the word of NetGenTargets in lower case.</summary>
    public abstract string Name { get; }

    public abstract TargetSet Flag { get; }

    /// <summary>.NET's classes, as metadata names them, of which each has to say that it is supported where the code runs; none for the last resort.</summary>
    public abstract Seq<string> Requires { get; }

    /// <summary>C# condition under which the code may run.</summary>
    public string IsSupported => Requires.Count == 0 ? "true" : string.Join(" && ", Requires.Select(type => $"global::{type.Replace('+', '.')}.IsSupported"));

    /// <summary>Floats of each vector it has, widest first; the last is 1.</summary>
    public abstract Seq<int> Widths { get; }

    public abstract int Registers { get; }

    public int Lanes => Widths[0];

    /// <summary>The narrowest vector that holds <paramref name="count"/> floats, or the widest.</summary>
    public int LanesFor(int count)
    {
        int best = Lanes;
        foreach (int width in Widths)
            if (width >= count) best = width;
        return best;
    }

    /// <summary>C# of the method that brings a line of memory into the second-level cache; null where .NET has none.</summary>
    public virtual string? Prefetch => null;

    /// <summary>
    /// C# of an operation on values of <paramref name="lanes"/> lanes: <c>$0</c>, <c>$1</c> … stand for its operands, <c>$v</c> for .NET's class of vectors of so many lanes, and
    /// <c>$i</c> for
    /// <paramref name="index"/>, of a shift the number of bits.
    /// </summary>
    public abstract string Pattern(Op op, int lanes, int index);

    /// <summary>Every target, the most capable first: the order in which they are asked whether they may run.</summary>
    public static IReadOnlyList<Target> All { get; } = [new Avx512(), new Avx2(), new Neon(), new Scalar()];

    public static IEnumerable<Target> In(TargetSet set) => All.Where(t => (set & t.Flag) != 0);
}
