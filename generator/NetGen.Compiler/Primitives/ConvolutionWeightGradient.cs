using NetGen.Compiler.Graphs;
using NetGen.Compiler.Schedules;
using NetGen.Compiler.Plans;
using NetGen.Compiler.Layouts;

namespace NetGen.Compiler.Primitives;

/// <summary>Gradient of a convolution with respect to its filters, summed over the batch: image [C, H, W] and dy [O, H', W'] to <paramref name="Filters"/> [O, C/groups, kh,
/// kw].</summary>
public sealed record ConvolutionWeightGradient(Geometry Geometry, int Groups, Shape Filters) : Primitive
{
    public override Seq<TensorType> Infer(Seq<TensorType> inputs) => [TensorType.Float(Filters, 0)];

    public override Halo? InputHalo(int input, Seq<TensorType> inputs) =>
        input == 0 ? new Halo(Geometry.Reached(inputs[0].Shape[1], inputs[0].Shape[2]), 0) : Halo.None;

    public override void Lower(Lowering lowering, Node node)
    {
        (Value x, Value dy) = (node.Inputs[0], node.Inputs[1]);
        Place result = lowering.Place(node.Outputs[0]);
        const string label = "weight_gradient";
        string summary = $"Weight gradient of a convolution {Geometry.Kernel}: image {x.Shape}, gradient {dy.Shape}.";
        FilterLayout f = result.Filters!;
        if (f.IsDepthwise) DepthwiseGradientNest.Lower(lowering, label, summary, Geometry, f, lowering.Place(x), lowering.Place(dy), dy.Shape, result);
        else WeightGradientNest.Lower(lowering, label, summary, Geometry, f, lowering.Place(x), lowering.Place(dy), dy.Shape, result);
    }
}
