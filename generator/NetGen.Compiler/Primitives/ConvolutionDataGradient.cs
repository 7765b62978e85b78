using System.Linq;
using NetGen.Compiler.Graphs;
using NetGen.Compiler.Scalars;

namespace NetGen.Compiler.Primitives;

/// <summary>Gradient of a convolution with respect to its image: dy [O, H', W'] and filters to <paramref name="Image"/> [C, H, W]. Also the transposed convolution.</summary>
public sealed record ConvolutionDataGradient(Geometry Geometry, int Groups, Shape Image) : Primitive, IHasEpilogue
{
    public Seq<Expr>? Epilogue { get; init; }

    public Primitive WithEpilogue(Seq<Expr> epilogue) => this with { Epilogue = epilogue };

    public override Seq<TensorType> Infer(Seq<TensorType> inputs) => Repeat(TensorType.Float(Image, inputs[0].Batched));

    public override void Differentiate(Differentiation d)
    {
        (Value dy, Value weight, Value g) = (d.Inputs[0], d.Inputs[1], d.OutputGradient(0)!);
        if (d.Wants(0)) d.Add(0, d.Builder.Convolution(g, weight, Geometry, Groups, "d_" + dy.Name));
        if (d.Wants(1)) d.Add(1, d.Builder.Add(new ConvolutionWeightGradient(Geometry, Groups, weight.Shape), [g, dy], "d_" + weight.Name)[0]);
    }

    Seq<TensorType> Repeat(TensorType type) => Enumerable.Repeat(type, Epilogue?.Count ?? 1).ToSeq();
}
