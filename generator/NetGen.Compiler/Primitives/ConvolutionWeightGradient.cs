using NetGen.Compiler.Graphs;

namespace NetGen.Compiler.Primitives;

/// <summary>Gradient of a convolution with respect to its filters, summed over the batch: image [C, H, W] and dy [O, H', W'] to <paramref name="Filters"/> [O, C/groups, kh, kw].</summary>
public sealed record ConvolutionWeightGradient(Geometry Geometry, int Groups, Shape Filters) : Primitive
{
    public override Seq<TensorType> Infer(Seq<TensorType> inputs) => [TensorType.Float(Filters, batched: false)];
}
