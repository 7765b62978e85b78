using System.Linq;
using NetGen.Compiler.Graphs;
using NetGen.Compiler.Schedules;
using NetGen.Compiler.Plans;
using NetGen.Compiler.Layouts;
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
        return Repeat(TensorType.Float(new Shape(weight.Shape[0], size.Height, size.Width), x.Times));
    }

    public override void Differentiate(Differentiation d)
    {
        (Value x, Value weight, Value dy) = (d.Inputs[0], d.Inputs[1], d.OutputGradient(0)!);
        if (d.Wants(1)) d.Add(1, d.Builder.Add(new ConvolutionWeightGradient(Geometry, Groups, weight.Shape), [x, dy], "d_" + weight.Name)[0]);
        if (d.Wants(0)) d.Add(0, d.Builder.Add(new ConvolutionDataGradient(Geometry, Groups, x.Shape), [dy, weight], "d_" + x.Name)[0]);
    }

    public override Halo? InputHalo(int input, Seq<TensorType> inputs) =>
        input == 0 ? new Halo(Geometry.Reached(inputs[0].Shape[1], inputs[0].Shape[2]), 0) : null;

    public override void Lower(Lowering lowering, Node node)
    {
        (Place image, Place filters) = (lowering.Place(node.Inputs[0]), lowering.Place(node.Inputs[1]));
        FilterLayout f = filters.Filters!;
        Layout x = image.Layout;
        Shape y = node.Outputs[0].Shape;
        bool dense = y[1] * y[2] == 1;
        new ConvolutionNest
        {
            Image = image,
            ImageOffset = -(Geometry.Padding.Top * x.Strides[1]) - (Geometry.Padding.Left * x.Strides[2]),
            Channels = f.Channels,
            Filters = filters.Buffer,
            FilterLayout = f,
            Rows = new Line(y[1], 0, 1, Geometry.Stride.Height * x.Strides[1], 0),
            Columns = new Line(y[2], 0, 1, Geometry.Stride.Width * x.Strides[2], 0),
            Taps =
            [
                new Sum(Geometry.Kernel.Height, Geometry.Dilation.Height * x.Strides[1], f.RowStride),
                new Sum(Geometry.Kernel.Width, Geometry.Dilation.Width * x.Strides[2], f.ColumnStride),
            ],
            Epilogue = Epilogue ?? [Expr.Argument(0)],
            EpilogueInputs = ConvolutionNest.Places(lowering, node.Inputs.Skip(2)),
            Results = ConvolutionNest.Places(lowering, node.Outputs),
            Batched = node.Outputs[0].Batched,
        }.Lower(lowering, dense ? "dense" : $"conv_{Geometry.Kernel}", $"{(dense ? "Dense layer" : "Convolution")}: {node.Inputs[0].Shape} to {y}.");
    }

    Seq<TensorType> Repeat(TensorType type) => Enumerable.Repeat(type, Epilogue?.Count ?? 1).ToSeq();
}
