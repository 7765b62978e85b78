using System.Collections.Generic;
using NetGen.Compiler.Kernels;

namespace NetGen.Compiler.Plans;

/// <summary>What a kernel's parameter is in one call: a buffer and a constant offset in it.</summary>
public readonly record struct Operand(Buffer Buffer, int Offset);

/// <summary>One kernel call.</summary>
public sealed record Step(Kernel Kernel, Seq<Operand> Operands, string Layer);

/// <summary>
/// A program over planned memory. Offsets are in floats, multiples of the alignment: of a batched buffer they are for one example and count times the capacity.
/// </summary>
public sealed record Plan(Seq<Step> Steps, IReadOnlyDictionary<Buffer, long> Offsets, long BatchedFloats, long FixedFloats, Buffer? Loss);
