using System.Linq;
using NetGen.Compiler.Graphs;
using NetGen.Compiler.Layouts;
using NetGen.Compiler.Plans;
using NetGen.Compiler.Scalars;
using NetGen.Compiler.Schedules;

namespace NetGen.Compiler.Primitives;

/// <summary>
/// Cross-correlation of an image [C, H, W] with 3 × 3 filters that move by one, given as <see cref="WinogradFilters"/> makes them; zeros outside the image. What the pass
/// <see cref="Passes.ChooseWinograd"/> puts in place of <see cref="Convolution"/> and <see cref="ConvolutionDataGradient"/>.
/// </summary>
/// <param name="Label">What its kernel is called: what the primitive was.</param>
public sealed record WinogradConvolution(Padding Padding, string Label) : Primitive, IHasEpilogue
{
    public Seq<Expr>? Epilogue { get; init; }

    public Primitive WithEpilogue(Seq<Expr> epilogue) => this with { Epilogue = epilogue };

    public override Seq<TensorType> Infer(Seq<TensorType> inputs)
    {
        (TensorType x, TensorType weight) = (inputs[0], inputs[1]);
        if (x.Shape.Rank != 3 || weight.Shape.Rank != 4 || x.Shape[0] != weight.Shape[1]) throw new GraphException($"Winograd convolution: {x} with {weight}");
        Size size = Output(x.Shape);
        TensorType result = TensorType.Float(new Shape(weight.Shape[0], size.Height, size.Width), x.Times);
        return Enumerable.Repeat(result, Epilogue?.Count ?? 1).ToSeq();
    }

    /// <summary>Whole tiles read more of the zeros around the image than the results need.</summary>
    public override Halo? InputHalo(int input, Seq<TensorType> inputs)
    {
        if (input != 0) return null;
        Size size = Output(inputs[0].Shape);
        return new Halo(new Padding(Padding.Top, Padding.Left, Beyond(size.Height, inputs[0].Shape[1], Padding.Top), Beyond(size.Width, inputs[0].Shape[2], Padding.Left)), 0);

        static int Beyond(int results, int image, int before) =>
            System.Math.Max(0, ((results + Winograd.Results - 1) / Winograd.Results * Winograd.Results) + Winograd.Taps - 1 - image - before);
    }

    Size Output(Shape image) => new(image[1] + Padding.Top + Padding.Bottom - Winograd.Taps + 1, image[2] + Padding.Left + Padding.Right - Winograd.Taps + 1);

    public override void Lower(Lowering lowering, Node node)
    {
        (Place image, Place filters) = (lowering.Place(node.Inputs[0]), lowering.Place(node.Inputs[1]));
        Layout x = image.Layout;
        new WinogradNest(lowering.Target, filters.Filters!, node.Outputs[0].Shape)
        {
            Image = image,
            ImageOffset = -(Padding.Top * x.Strides[1]) - (Padding.Left * x.Strides[2]),
            Filters = filters.Buffer,
            Epilogue = Epilogue ?? [Expr.Argument(0)],
            EpilogueInputs = ConvolutionNest.Places(lowering, node.Inputs.Skip(2)),
            Results = ConvolutionNest.Places(lowering, node.Outputs),
        }.Lower(lowering, Label + "_winograd", $"Winograd's convolution 3x3: {node.Inputs[0].Shape} to {node.Outputs[0].Shape}.");
    }
}
