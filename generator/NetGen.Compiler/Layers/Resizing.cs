using System;
using System.Linq;
using NetGen.Compiler.Graphs;
using NetGen.Compiler.Primitives;

namespace NetGen.Compiler.Layers;

/// <summary>Resampling of images: which elements of an axis make each element of the result.</summary>
static class Resizing
{
    /// <summary>The nearest element before, as PyTorch's.</summary>
    public static Seq<Seq<Sample>> Nearest(int from, int to) => Rows(to, i => [new Sample((int)((long)i * from / to), 1)]);

    /// <summary>Two neighbours, weighted by their distance; corners are not aligned.</summary>
    public static Seq<Seq<Sample>> Linear(int from, int to) => Rows(to, i =>
    {
        double position = Math.Max(0, ((i + 0.5) * from / to) - 0.5);
        int before = Math.Min((int)position, from - 1);
        double share = position - before;
        return before == from - 1 || share == 0
            ? [new Sample(before, 1)]
            : [new Sample(before, (float)(1 - share)), new Sample(before + 1, (float)share)];
    });

    /// <summary>Means over as many windows as there are results, which together cover the axis; they overlap where that does not come out even.</summary>
    public static Seq<Seq<Sample>> Mean(int from, int to) => Rows(to, i =>
    {
        int start = (int)((long)i * from / to), end = (int)((((long)i + 1) * from + to - 1) / to);
        return Enumerable.Range(start, end - start).Select(r => new Sample(r, 1f / (end - start))).ToSeq();
    });

    /// <summary>An axis with elements before and behind it: zeros, or what <paramref name="outside"/> gives for a position outside.</summary>
    public static Seq<Seq<Sample>> Padded(int size, int before, int behind, Func<int, int>? outside) => Rows(before + size + behind, i =>
    {
        int position = i - before;
        bool inside = position >= 0 && position < size;
        return inside ? [new Sample(position, 1)] : outside is null ? [] : [new Sample(outside(position), 1)];
    });

    /// <summary>The image with both axes resampled, those that change.</summary>
    public static Value Run(GraphBuilder graph, Value image, Seq<Seq<Sample>> rows, Seq<Seq<Sample>> columns)
    {
        foreach ((int axis, Seq<Seq<Sample>> samples) in new[] { (1, rows), (2, columns) })
            if (samples != Nearest(image.Shape[axis], image.Shape[axis])) image = graph.Add(new Resample(axis, samples), [image])[0];
        return image;
    }

    static Seq<Seq<Sample>> Rows(int count, Func<int, Seq<Sample>> row) => Enumerable.Range(0, count).Select(row).ToSeq();
}
