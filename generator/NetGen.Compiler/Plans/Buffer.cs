using NetGen.Compiler.Layouts;

namespace NetGen.Compiler.Plans;

public enum BufferKind
{
    Arena,     // memory of the run, planned; for each example if batched
    Parameter, // in the network's flat parameter buffer
    Gradient,  // at the same place of the flat gradient buffer
    Argument,  // the caller's memory
    Flat,      // all parameters, all gradients, or all of a slot of the optimizer's state
}

/// <summary>Memory with a name: a field of the frame in the generated code. Its size is in floats, of one example where it is batched.</summary>
public sealed class Buffer(string name, BufferKind kind, int size, bool batched, bool isInt = false)
{
    public string Name { get; } = name;
    public BufferKind Kind { get; } = kind;
    public int Size { get; } = size;
    public bool Batched { get; } = batched;
    public bool IsInt { get; } = isInt;

    public bool IsExternal => Kind == BufferKind.Argument;
}

/// <summary>Where a value lives: a buffer, and a layout in it or, for filters, the kernels' own order.</summary>
public sealed record Place(Buffer Buffer, Layout? Plain, FilterLayout? Filters)
{
    public Place(Buffer buffer, Layout layout) : this(buffer, layout, null) { }

    public Layout Layout => Plain ?? throw new Graphs.GraphException($"{Buffer.Name} is in filter order");

    /// <summary>Floats from one example to the next.</summary>
    public int BatchStride => Buffer.Batched ? Buffer.Size : 0;
}
