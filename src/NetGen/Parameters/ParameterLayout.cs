using System;
using System.Collections.Immutable;

namespace NetGen;

/// <summary>Where a parameter lies in its network's flat buffer, and how it is initialised. Made by generated code.</summary>
/// <remarks>
/// The canonical layout is PyTorch's, row-major. The internal one is that of the parameter's kernel: the canonical index <c>i</c> of
/// dimension <c>d</c> is written as mixed-radix digits with the extents of <c>axes[d]</c>, outermost first, and each digit is
/// multiplied with its stride. With parts (3, 1000), (32, 1) index <c>i</c> goes to <c>i / 32 * 1000 + i % 32</c>. Places that no index reaches are padding and stay zero.
/// </remarks>
public sealed class ParameterLayout
{
    private readonly LayoutPart[][] axes;

    /// <summary>Describes one parameter.</summary>
    /// <param name="name">The canonical name, as in <c>conv1.weight</c>.</param>
    /// <param name="shape">The canonical shape; empty for a scalar.</param>
    /// <param name="axes">For each dimension the digits of its index, outermost first; their extents multiply to at least the dimension.</param>
    /// <param name="offset">The place of the first element in the flat buffer, in floats.</param>
    /// <param name="size">The floats reserved from there on, padding included.</param>
    /// <param name="initializer">How the parameter gets its first values.</param>
    /// <param name="fanIn">The number of inputs that one output sums over.</param>
    /// <param name="fanOut">The number of outputs that one input contributes to.</param>
    /// <param name="gain">The factor of the initializer; for <see cref="Initializer.Constant"/> the value itself.</param>
    /// <param name="isState">Whether it is not trained, but written by the forward pass of training.</param>
    /// <param name="isFrozen">Whether training leaves it as it is.</param>
    /// <exception cref="ArgumentException">An axis is missing, its digits do not cover the dimension, or an element lies outside the reserved floats.</exception>
    public ParameterLayout(
        string name, int[] shape, LayoutPart[][] axes, int offset, int size,
        Initializer initializer, int fanIn, int fanOut, float gain, bool isState = false, bool isFrozen = false)
    {
        Name = name;
        Shape = [.. shape];
        this.axes = axes;
        Offset = offset;
        Size = size;
        Initializer = initializer;
        FanIn = fanIn;
        FanOut = fanOut;
        Gain = gain;
        IsState = isState;
        IsFrozen = isFrozen;
        Count = Check();
    }

    /// <summary>The canonical name, as in <c>conv1.weight</c>.</summary>
    public string Name { get; }

    /// <summary>The canonical shape.</summary>
    public ImmutableArray<int> Shape { get; }

    /// <summary>The number of elements, without padding.</summary>
    public int Count { get; }

    /// <summary>The place of the first element in the flat buffer, in floats.</summary>
    public int Offset { get; }

    /// <summary>The reserved floats, padding included.</summary>
    public int Size { get; }

    /// <summary>How the parameter gets its first values.</summary>
    public Initializer Initializer { get; }

    /// <summary>The number of inputs that one output sums over.</summary>
    public int FanIn { get; }

    /// <summary>The number of outputs that one input contributes to.</summary>
    public int FanOut { get; }

    /// <summary>The factor of the initializer; for <see cref="Initializer.Constant"/> the value itself.</summary>
    public float Gain { get; }

    /// <summary>Whether it is not trained, but written by the forward pass of training, as a running mean.</summary>
    public bool IsState { get; }

    /// <summary>Whether training leaves it as it is.</summary>
    public bool IsFrozen { get; }

    /// <summary>Whether it has a gradient and is changed by it: neither state nor frozen.</summary>
    public bool IsTrained => !IsState && !IsFrozen;

    /// <summary>For each index of a dimension, its distance in floats from index 0.</summary>
    internal int[] OffsetsOf(int dimension)
    {
        var offsets = new int[Shape[dimension]];
        for (int i = 0; i < offsets.Length; i++)
        {
            int rest = i;
            for (int part = axes[dimension].Length - 1; part >= 0; part--)
            {
                (int extent, int stride) = axes[dimension][part];
                offsets[i] += rest % extent * stride;
                rest /= extent;
            }
        }
        return offsets;
    }

    internal void AddTo(ref LayoutHash hash)
    {
        hash.Add(Name);
        hash.Add(Offset);
        hash.Add(Size);
        hash.Add(Shape.Length);
        for (int d = 0; d < axes.Length; d++)
        {
            hash.Add(Shape[d]);
            hash.Add(axes[d].Length);
            foreach ((int extent, int stride) in axes[d])
            {
                hash.Add(extent);
                hash.Add(stride);
            }
        }
    }

    private int Check()
    {
        if (axes.Length != Shape.Length)
            throw new ArgumentException($"Parameter {Name}: {axes.Length} axes for {Shape.Length} dimensions.", nameof(axes));

        long count = 1;
        long last = 0;
        for (int d = 0; d < axes.Length; d++)
        {
            long reach = 1;
            foreach (LayoutPart part in axes[d])
                reach *= part.Extent;
            if (Shape[d] < 1 || reach < Shape[d])
                throw new ArgumentException($"Parameter {Name}: the parts of axis {d} reach {reach} of {Shape[d]} indices.", nameof(axes));

            int farthest = 0;
            foreach (int offset in OffsetsOf(d))
                farthest = Math.Max(farthest, offset);
            last += farthest;
            count *= Shape[d];
        }
        if (count > int.MaxValue || last >= Size)
            throw new ArgumentException($"Parameter {Name}: its elements do not fit the {Size} floats reserved.", nameof(axes));

        return (int)count;
    }
}
