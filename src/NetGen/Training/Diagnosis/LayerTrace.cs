using System;
using System.Collections.Generic;
using System.Linq;

namespace NetGen;

/// <summary>Looks at the results of layers while a backward pass makes them. Called by generated code.</summary>
/// <remarks>It sees what stands in memory: a layer whose result another goes on with at once, in the same kernel, as a convolution before its activation, is seen through that.</remarks>
public sealed unsafe class LayerTrace
{
    private readonly Dictionary<int, Sums> layers = [];
    private int? firstNotFinite;

    internal LayerTrace()
    {
    }

    /// <summary>Takes the result of a layer.</summary>
    /// <param name="layer">The number of the layer in the description of the network.</param>
    /// <param name="values">The first element of the first example.</param>
    /// <param name="examples">The number of examples.</param>
    /// <param name="exampleStride">The floats from one example to the next.</param>
    /// <param name="shape">The shape of one example.</param>
    /// <param name="strides">The floats from one element to the next, for each dimension.</param>
    public void Add(int layer, float* values, int examples, int exampleStride, ReadOnlySpan<int> shape, ReadOnlySpan<int> strides)
    {
        if (!layers.TryGetValue(layer, out Sums? sums))
            layers[layer] = sums = new Sums(shape.IsEmpty ? 1 : shape[0]);
        for (int n = 0; n < examples; n++)
        {
            for (int unit = 0; unit < sums.IsActive.Length; unit++)
                sums.AddAll(unit, values + ((long)n * exampleStride) + (shape.IsEmpty ? 0 : (long)unit * strides[0]), shape.IsEmpty ? [] : shape[1..], shape.IsEmpty ? [] : strides[1..]);
        }
        if (sums.NotFinite > 0)
            firstNotFinite ??= layer;
    }

    /// <summary>The first layer, in the order in which results are made, whose result has a number that is infinite or none, with those before it that are seen through it, as in <c>conv1 | relu1</c>; null where there is none.</summary>
    internal string? FirstNotFinite(NetworkDescription description)
    {
        if (firstNotFinite is not { } last)
            return null;
        int first = last;
        while (first > 0 && !layers.ContainsKey(first - 1))
            first--;
        return string.Join(" | ", description.Layers[first..(last + 1)].Select(layer => layer.Name));
    }

    /// <summary>What was seen, in the order of the network.</summary>
    internal LayerStatistics[] Statistics(NetworkDescription description) =>
        [.. layers.OrderBy(layer => layer.Key).Select(layer => layer.Value.Of(description.Layers[layer.Key]))];

    private sealed class Sums(int units)
    {
        private long count;
        private long zeros;
        private double sum;
        private double squares;
        private float minimum = float.PositiveInfinity;
        private float maximum = float.NegativeInfinity;

        public bool[] IsActive { get; } = new bool[units];

        public long NotFinite { get; private set; }

        public void AddAll(int unit, float* place, ReadOnlySpan<int> shape, ReadOnlySpan<int> strides)
        {
            if (shape.IsEmpty)
            {
                Add(unit, *place);
                return;
            }
            for (int i = 0; i < shape[0]; i++)
                AddAll(unit, place + ((long)i * strides[0]), shape[1..], strides[1..]);
        }

        public LayerStatistics Of(LayerDescription layer)
        {
            long finite = count - NotFinite;
            double mean = sum / finite;
            return new LayerStatistics(
                layer, mean, Math.Sqrt(Math.Max(0, (squares / finite) - (mean * mean))), minimum, maximum, (double)zeros / count, (double)IsActive.Count(active => !active) / IsActive.Length, NotFinite);
        }

        private void Add(int unit, float value)
        {
            count++;
            if (!float.IsFinite(value))
            {
                NotFinite++;
                return;
            }
            if (value == 0)
                zeros++;
            else
                IsActive[unit] = true;
            sum += value;
            squares += (double)value * value;
            minimum = Math.Min(minimum, value);
            maximum = Math.Max(maximum, value);
        }
    }
}
