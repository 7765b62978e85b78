using System.Collections.Generic;
using System.Linq;
using NetGen.Compiler.Graphs;
using NetGen.Compiler.Plans;
using NetGen.Compiler.Schedules;

namespace NetGen.Compiler.Primitives;

/// <summary>An element of the source and its weight.</summary>
public readonly record struct Sample(int From, float Weight);

/// <summary>
/// Every row (axis 1) or column (axis 2) of the result is a fixed weighted sum of some of those of an image: a product with a constant sparse matrix. Upsampling, uneven means
/// and padding are two of these, one for each axis.
/// </summary>
public sealed record Resample(int Axis, Seq<Seq<Sample>> Samples) : Primitive
{
    public override Seq<TensorType> Infer(Seq<TensorType> inputs)
    {
        Shape shape = inputs[0].Shape;
        if (shape.Rank != 3 || Axis is not (1 or 2) || Samples.Any(s => s.Any(t => t.From < 0 || t.From >= shape[Axis])))
            throw new GraphException($"resample: axis {Axis} of {inputs[0]}");
        return [inputs[0] with { Shape = new Shape(shape.Dims.Select((dim, axis) => axis == Axis ? Samples.Count : dim).ToArray()) }];
    }

    public override void Differentiate(Differentiation d)
    {
        var transposed = Enumerable.Range(0, d.Inputs[0].Shape[Axis]).Select(_ => new List<Sample>()).ToArray();
        for (int i = 0; i < Samples.Count; i++)
            foreach (Sample sample in Samples[i]) transposed[sample.From].Add(new Sample(i, sample.Weight));
        d.Add(0, d.Builder.Add(new Resample(Axis, transposed.Select(t => t.ToSeq()).ToSeq()), [d.OutputGradient(0)!], "d_" + d.Inputs[0].Name)[0]);
    }

    public override string ToString() => $"resample axis {Axis} to {Samples.Count}";

    public override void Lower(Lowering lowering, Node node) => Resampling.Lower(lowering, node, this);
}
