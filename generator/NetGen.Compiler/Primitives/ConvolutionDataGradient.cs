using System.Linq;
using NetGen.Compiler.Graphs;
using NetGen.Compiler.Schedules;
using NetGen.Compiler.Plans;
using NetGen.Compiler.Layouts;
using NetGen.Compiler.Scalars;

namespace NetGen.Compiler.Primitives;

/// <summary>Gradient of a convolution with respect to its image: dy [O, H', W'] and filters to <paramref name="Image"/> [C, H, W]. Also the transposed convolution.</summary>
public sealed record ConvolutionDataGradient(Geometry Geometry, int Groups, Shape Image) : Primitive, IHasEpilogue
{
    /// <summary>What its kernels are called.</summary>
    public const string Label = "data_gradient";

    public Seq<Expr>? Epilogue { get; init; }

    public Primitive WithEpilogue(Seq<Expr> epilogue) => this with { Epilogue = epilogue };

    public override Seq<TensorType> Infer(Seq<TensorType> inputs) => Repeat(TensorType.Float(Image, inputs[0].Times));

    public override void Differentiate(Differentiation d)
    {
        (Value dy, Value weight, Value g) = (d.Inputs[0], d.Inputs[1], d.OutputGradient(0)!);
        if (d.Wants(0)) d.Add(0, d.Builder.Convolution(g, weight, Geometry, Groups, "d_" + dy.Name));
        if (d.Wants(1)) d.Add(1, d.Builder.Add(new ConvolutionWeightGradient(Geometry, Groups, weight.Shape), [g, dy], "d_" + weight.Name)[0]);
    }

    public override Halo? InputHalo(int input, Seq<TensorType> inputs)
    {
        if (input != 0) return null;
        if (IsWhole(inputs[1].Shape)) return Halo.None;
        (int top, int bottom) = Overhang(Rows, inputs[0].Shape[1]);
        (int left, int right) = Overhang(Columns, inputs[0].Shape[2]);
        return new Halo(new Padding(top, left, bottom, right), 0);
    }

    Phase[] Rows => Phase.All(Image[1], Geometry.Kernel.Height, Geometry.Stride.Height, Geometry.Dilation.Height, Geometry.Padding.Top).ToArray();

    Phase[] Columns => Phase.All(Image[2], Geometry.Kernel.Width, Geometry.Stride.Width, Geometry.Dilation.Width, Geometry.Padding.Left).ToArray();

    static (int, int) Overhang(Phase[] phases, int windows) => (phases.Max(p => p.Overhang(windows).Before), phases.Max(p => p.Overhang(windows).Behind));

    /// <summary>Whether the one window is the image: every element of the image has one filter element of its own.</summary>
    bool IsWhole(Shape filters) => Geometry.Padding == Padding.None && Geometry.Dilation == Size.One && filters[2] == Image[1] && filters[3] == Image[2];

    public override void Lower(Lowering lowering, Node node)
    {
        (Place gradient, Place filters) = (lowering.Place(node.Inputs[0]), lowering.Place(node.Inputs[1]));
        string summary = $"Data gradient of a convolution {Geometry.Kernel}: {node.Inputs[0].Shape} to {Image}.";
        // Of single channels there is nothing to exchange.
        bool depthwise = filters.Filters!.IsDepthwise;
        var transpose = new FilterTranspose(filters.Filters, lowering.Target);
        FilterLayout f = depthwise ? filters.Filters : transpose.To;
        Layout dy = gradient.Layout;
        bool whole = IsWhole(filters.Filters.Shape);
        // Before a loop the filters are exchanged once.
        if (whole && !depthwise && DenseGradientNest.Suits(filters.Filters) && node.Outputs[0].Batched && !lowering.StraightLine && lowering.Loop is null)
        {
            new DenseGradientNest
            {
                Gradient = gradient,
                Filters = filters.Buffer,
                FilterLayout = filters.Filters,
                Epilogue = Epilogue ?? [Expr.Argument(0)],
                EpilogueInputs = ConvolutionNest.Places(lowering, node.Inputs.Skip(2)),
                Results = ConvolutionNest.Places(lowering, node.Outputs),
            }.Lower(lowering, Label, summary);
            return;
        }
        Buffer transposed = depthwise ? filters.Buffer : transpose.Lower(lowering, filters.Buffer);
        if (whole)
        {
            Nest(new Line(Image[1], 0, 1, 0, f.RowStride), new Line(Image[2], 0, 1, 0, f.ColumnStride), 0, 0, []);
            return;
        }
        foreach (Phase rows in Rows)
        {
            foreach (Phase columns in Columns)
            {
                Sum height = Taps(rows, dy.Strides[1], f.RowStride), width = Taps(columns, dy.Strides[2], f.ColumnStride);
                bool any = rows.Taps.Count > 0 && columns.Taps.Count > 0;
                Nest(new Line(rows.Count, rows.Start, rows.Step, dy.Strides[1], 0), new Line(columns.Count, columns.Start, columns.Step, dy.Strides[2], 0),
                    any ? (rows.Taps[0].Shift * dy.Strides[1]) + (columns.Taps[0].Shift * dy.Strides[2]) : 0,
                    any ? (rows.Taps[0].Tap * f.RowStride) + (columns.Taps[0].Tap * f.ColumnStride) : 0, [height, width]);
            }
        }

        void Nest(Line rows, Line columns, int imageOffset, int filterOffset, Seq<Sum> taps) => new ConvolutionNest
        {
            Image = gradient,
            ImageOffset = imageOffset,
            Channels = f.Channels,
            Filters = transposed,
            FilterLayout = f,
            FilterOffset = filterOffset,
            Rows = rows,
            Columns = columns,
            Taps = taps,
            Epilogue = Epilogue ?? [Expr.Argument(0)],
            EpilogueInputs = ConvolutionNest.Places(lowering, node.Inputs.Skip(2)),
            Results = ConvolutionNest.Places(lowering, node.Outputs),
            Batched = node.Outputs[0].Batched,
        }.Lower(lowering, Label, summary);

        // The taps of a phase are evenly spaced: so are the positions they read.
        static Sum Taps(Phase phase, int imageStride, int filterStride) => phase.Taps.Count < 2
            ? new Sum(phase.Taps.Count, 0, 0)
            : new Sum(phase.Taps.Count, (phase.Taps[1].Shift - phase.Taps[0].Shift) * imageStride, (phase.Taps[1].Tap - phase.Taps[0].Tap) * filterStride);
    }

    Seq<TensorType> Repeat(TensorType type) => Enumerable.Repeat(type, Epilogue?.Count ?? 1).ToSeq();
}
