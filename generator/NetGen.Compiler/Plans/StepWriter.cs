using System.Collections.Generic;
using NetGen.Compiler.Kernels;
using NetGen.Compiler.Layouts;
using NetGen.Compiler.Scalars;

namespace NetGen.Compiler.Plans;

/// <summary>A kernel being written, with what its parameters stand for in this call.</summary>
public sealed class StepWriter
{
    readonly List<Operand> operands = [];

    public KernelWriter Kernel { get; } = new();

    public Seq<Operand> Operands => operands.ToSeq();

    /// <summary>A pointer to the start of a buffer without time, under a name that says its role in the kernel.</summary>
    public int Use(string role, Buffer buffer, int offset = 0) => Use(role, new Operand(buffer, offset, default));

    /// <summary>A pointer into the buffer of a value, at an offset from where it starts.</summary>
    public int Use(string role, Place place, int offset) => Use(role, new Operand(place.Buffer, offset, place.Time));

    /// <summary>A pointer to element (0, …, 0) of the value.</summary>
    public Tensor Use(string role, Place place, Shape shape) => new(Use(role, place, place.Layout.Offset), place, shape);

    int Use(string role, Operand operand)
    {
        operands.Add(operand);
        return Kernel.Parameter(role, operand.Buffer.IsInt);
    }
}

/// <summary>A value as a kernel sees it: addresses relative to its element 0.</summary>
public sealed record Tensor(int Parameter, Place Place, Shape Shape)
{
    /// <summary>Floats from one position to the next along an axis of the domain; 0 where the value broadcasts.</summary>
    public int Stride(int axis) => Shape.Rank == 0 || Shape[axis] == 1 ? 0 : Place.Layout.Strides[axis];

    public int BatchStride => Place.BatchStride;

    /// <summary>An element at domain position.</summary>
    public Affine At(Affine example, Seq<Affine> position)
    {
        Affine at = example * BatchStride;
        for (int axis = 0; axis < position.Count; axis++) at += position[axis] * Stride(axis);
        return at;
    }

    /// <summary>An element at a position that may lie in the halo, where an axis of size 1 has neighbours too and does not broadcast.</summary>
    public Affine Near(Affine example, Seq<Affine> position)
    {
        Affine at = example * BatchStride;
        for (int axis = 0; axis < position.Count; axis++) at += position[axis] * Place.Layout.Strides[axis];
        return at;
    }

    /// <summary>A leaf that reads <paramref name="count"/> lanes along an axis, or the one value for all of them where it does not change along it.</summary>
    public Expr Read(Affine at, int axisStride, int lanes, int count) =>
        Expr.Leaf(lanes == 1 || axisStride == 0 ? new Load(Parameter, at, 1, 1) : new Load(Parameter, at, lanes, Place.Buffer.IsExternal ? count : lanes));
}
