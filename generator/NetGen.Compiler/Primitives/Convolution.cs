using System.Linq;
using NetGen.Compiler.Graphs;
using NetGen.Compiler.Scalars;

namespace NetGen.Compiler.Primitives;

/// <summary>
/// Cross-correlation of an image [C, H, W] with filters [O, C/groups, kh, kw], zeros outside the image; result [O, H', W'].
/// A dense layer is the case where the window is the image.
/// </summary>
public sealed record Convolution(Geometry Geometry, int Groups) : Primitive, IHasEpilogue
{
    public Seq<Expr>? Epilogue { get; init; }

    public Primitive WithEpilogue(Seq<Expr> epilogue) => this with { Epilogue = epilogue };

    public override Seq<TensorType> Infer(Seq<TensorType> inputs)
    {
        (TensorType x, TensorType weight) = (inputs[0], inputs[1]);
        if (x.Shape.Rank != 3 || weight.Shape.Rank != 4 || x.Shape[0] != weight.Shape[1] * Groups) throw new GraphException($"convolution: {x} with {weight}");
        Size size = Geometry.Output(x.Shape[1], x.Shape[2]);
        return Repeat(TensorType.Float(new Shape(weight.Shape[0], size.Height, size.Width), x.Batched));
    }

    public override void Differentiate(Differentiation d)
    {
        (Value x, Value weight, Value dy) = (d.Inputs[0], d.Inputs[1], d.OutputGradient(0)!);
        if (d.Wants(1)) d.Add(1, d.Builder.Add(new ConvolutionWeightGradient(Geometry, Groups, weight.Shape), [x, dy], "d_" + weight.Name)[0]);
        if (d.Wants(0)) d.Add(0, d.Builder.Add(new ConvolutionDataGradient(Geometry, Groups, x.Shape), [dy, weight], "d_" + x.Name)[0]);
    }

    Seq<TensorType> Repeat(TensorType type) => Enumerable.Repeat(type, Epilogue?.Count ?? 1).ToSeq();
}
