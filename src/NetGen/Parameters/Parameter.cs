using System;
using System.Collections.Immutable;

namespace NetGen;

/// <summary>One parameter of a network, or its gradient: a tensor that is read and written in canonical (PyTorch) layout.</summary>
public sealed unsafe class Parameter
{
    private readonly ParameterLayout layout;
    private readonly IFlatBuffer buffer;
    private readonly LayoutMap map;

    internal Parameter(ParameterLayout layout, IFlatBuffer buffer)
    {
        this.layout = layout;
        this.buffer = buffer;
        map = new LayoutMap(layout);
    }

    /// <summary>The canonical name, as in <c>conv1.weight</c>.</summary>
    public string Name => layout.Name;

    /// <summary>The canonical shape, as in 6x1x5x5 (outputs, inputs, rows, columns) for a convolution.</summary>
    public ImmutableArray<int> Shape => layout.Shape;

    /// <summary>Whether it is state: saved and loaded like a parameter, but written by the forward pass of training, as the running mean of batch normalization; it has no
    /// gradient.</summary>
    public bool IsState => layout.IsState;

    /// <summary>Whether training leaves it as it is: the network's description says <c>freeze</c> of it. It has no gradient.</summary>
    public bool IsFrozen => layout.IsFrozen;

    /// <summary>The number of elements.</summary>
    public int Count => layout.Count;

    /// <summary>Copies the values out, row-major in <see cref="Shape"/>.</summary>
    /// <exception cref="ArgumentException">The span's length is not <see cref="Count"/>.</exception>
    /// <exception cref="ObjectDisposedException">The network or trainer that owns the values was disposed of.</exception>
    public void CopyTo(Span<float> destination)
    {
        CheckLength(nameof(destination), destination.Length);
        fixed (float* canonical = destination)
            map.Read(Base(), canonical);
        GC.KeepAlive(buffer);
    }

    /// <summary>Replaces the values by those given, row-major in <see cref="Shape"/>.</summary>
    /// <exception cref="ArgumentException">The span's length is not <see cref="Count"/>.</exception>
    /// <exception cref="InvalidOperationException">The network was made over <see cref="PackedWeights"/>.</exception>
    /// <exception cref="ObjectDisposedException">The network or trainer that owns the values was disposed of.</exception>
    public void CopyFrom(ReadOnlySpan<float> source)
    {
        if (buffer.IsReadOnly)
            throw new InvalidOperationException($"Parameter {Name} lies in packed weights, which can only be read.");

        CheckLength(nameof(source), source.Length);
        fixed (float* canonical = source)
            map.Write(Base(), canonical);
        GC.KeepAlive(buffer);
    }

    /// <summary>The values in a new array, row-major in <see cref="Shape"/>.</summary>
    public float[] ToArray()
    {
        var values = new float[Count];
        CopyTo(values);
        return values;
    }

    /// <summary>The name and the shape.</summary>
    public override string ToString() => $"{Name} {Shapes.Format(Shape.AsSpan())}";

    private float* Base()
    {
        ObjectDisposedException.ThrowIf(buffer.Pointer == null, this);
        return buffer.Pointer + layout.Offset;
    }

    private void CheckLength(string argument, int length)
    {
        if (length != Count)
            throw new ArgumentException($"Parameter {Name} has {Count} elements ({Shapes.Format(Shape.AsSpan())}), not {length}.", argument);
    }
}
