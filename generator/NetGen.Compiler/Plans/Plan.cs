using System.Collections.Generic;
using NetGen.Compiler.Graphs;
using NetGen.Compiler.Kernels;

namespace NetGen.Compiler.Plans;

/// <summary>What a kernel's parameter is in one call: a buffer, a constant offset in it, and where the time step is.</summary>
public readonly record struct Operand(Buffer Buffer, int Offset, TimePlace Time);

/// <summary>One kernel call: of a loop over time, once for each step; otherwise for <paramref name="Times"/> steps of all examples together.</summary>
public sealed record Step(Kernel Kernel, Seq<Operand> Operands, string Layer, TimeLoop? Loop, int Times)
{
    /// <summary>What is called in the kernel's place at the odd time steps of the loop; null where all are alike.</summary>
    public Kernel? Odd { get; init; }
}

/// <summary>
/// A program over planned memory. Offsets are in floats, multiples of the alignment: of a batched buffer, and of others that lie among them, they are for one example and count
/// times the capacity.
/// </summary>
/// <param name="Offsets">Where each planned buffer lies in the memory of its kind.</param>
/// <param name="AmongExamples">Buffers of the run that lie in the memory of the examples.</param>
/// <param name="BatchedFloats">Floats of the run for each example.</param>
/// <param name="FixedFloats">Floats of the run beside them.</param>
/// <param name="MemberFloats">Floats of each member of the thread team.</param>
public sealed record Plan(
    Seq<Step> Steps, IReadOnlyDictionary<Buffer, long> Offsets, IReadOnlyCollection<Buffer> AmongExamples, long BatchedFloats, long FixedFloats, long MemberFloats, Buffer? Loss)
{
    /// <summary>Results of layers that a trainer can look at.</summary>
    public Seq<WatchedValue> Watched { get; init; } = [];
}
