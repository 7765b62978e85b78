using System.Linq;
using NetGen.Compiler.Layouts;

namespace NetGen.Compiler.Plans;

public enum BufferKind
{
    Arena,     // memory of the run, planned; for each example if batched
    Member,    // memory of each member of the thread team, planned
    Parameter, // in the network's flat parameter buffer
    Gradient,  // at the same place of the flat gradient buffer
    Argument,  // the caller's memory
    Flat,      // all parameters, all gradients, all of a slot of the optimizer's state, or what its step needs beside them
}

/// <summary>
/// Memory with a name: a field of the frame in the generated code. Its size is in floats, of one example and time step where it is batched; of a sequence it has that for each of
/// its slots.
/// </summary>
public sealed class Buffer(string name, BufferKind kind, int size, bool batched, bool isInt = false)
{
    public string Name { get; } = name;
    public BufferKind Kind { get; } = kind;
    public int Size { get; } = size;
    public bool Batched { get; } = batched;
    public bool IsInt { get; } = isInt;

    /// <summary>Time steps that it holds, one behind the other, each with all examples.</summary>
    public int Slots { get; init; } = 1;

    public bool IsExternal => Kind == BufferKind.Argument;

    /// <summary>Whether the <see cref="MemoryPlanner"/> gives it its place.</summary>
    public bool IsPlanned => Kind is BufferKind.Arena or BufferKind.Member;
}

/// <summary>Where the steps of a sequence stand: the slot of the first, and whether the others follow; or how many floats there are from one to the next where examples hold their
/// own steps.</summary>
public readonly record struct TimePlace(int Slot, bool Moves, int Stride);

/// <summary>Where a value lives: a buffer, and a layout in it or, for filters, the kernels' own order.</summary>
public sealed record Place(Buffer Buffer, Layout? Plain, FilterLayout? Filters)
{
    public TimePlace Time { get; init; }

    /// <summary>One step of a sequence.</summary>
    public Place At(int step) => this with { Time = new TimePlace(Time.Slot + (Time.Moves ? step : 0), false, 0) };

    /// <summary>A tensor of each example as the sequence along its first axis.</summary>
    public Place Steps() => this with
    {
        Plain = new Layout(Layout.Strides.Skip(1).ToSeq(), Layout.Offset, Layout.Size),
        Time = Time with { Stride = Layout.Strides[0] },
    };

    public Place(Buffer buffer, Layout layout) : this(buffer, layout, null) { }

    public Layout Layout => Plain ?? throw new Graphs.GraphException($"{Buffer.Name} is in filter order");

    /// <summary>Floats from one example to the next.</summary>
    public int BatchStride => Buffer.Batched ? Buffer.Size : 0;
}
