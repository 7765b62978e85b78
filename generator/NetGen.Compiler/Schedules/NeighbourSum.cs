using System.Linq;
using NetGen.Compiler.Graphs;
using NetGen.Compiler.Layouts;
using NetGen.Compiler.Plans;
using NetGen.Compiler.Primitives;
using NetGen.Compiler.Scalars;

namespace NetGen.Compiler.Schedules;

/// <summary>Sums over neighbouring channels. What is summed is written with zeros before the first and behind the last channel, so that each neighbour is a vector that starts
/// elsewhere.</summary>
static class NeighbourSum
{
    public static void Lower(Lowering lowering, Node node, ChannelSum sum, int own)
    {
        Value y = node.Outputs[0];
        int channels = y.Shape[0], window = sum.Before + 1 + sum.Behind;
        Shape padded = Channels(y.Shape, channels + window - 1);
        Layout layout = padded.Rank == 3 ? Layout.Image(padded, Padding.None) : Layout.RowMajor(padded);
        var scratch = new Place(lowering.Scratch("neighbours", layout.Size, y.Batched), layout);

        Fill("copy", "Puts zeros around the channels of", sum.Before, y.Shape, sum.Source?.Expressions[0] ?? Expr.Argument(0), own);
        if (sum.Before > 0) Fill("fill", "Zeros before the channels of", 0, Channels(y.Shape, sum.Before), 0f, 0);
        if (sum.Behind > 0) Fill("fill", "Zeros behind the channels of", sum.Before + channels, Channels(y.Shape, sum.Behind), 0f, 0);

        var step = new StepWriter();
        Tensor[] results = node.Outputs.Select(v => step.Use("y", lowering.Place(v), v.Shape)).ToArray();
        Tensor[] neighbours = Enumerable.Range(0, window).Select(i => step.Use("x", From(i), y.Shape)).ToArray();
        Tensor[] extra = node.Inputs.Skip(own).Select((v, i) => step.Use("e" + i, lowering.Place(v), v.Shape)).ToArray();
        Expr total = Enumerable.Range(0, window).Select(Expr.Argument).Aggregate((a, b) => a + b);
        Seq<Expr> expressions = (sum.Epilogue ?? [Expr.Argument(0)])
            .Select(e => e.Rewrite(n => n.Op != Op.Argument ? null : n.Index == 0 ? total : Expr.Argument(window - 1 + n.Index))).ToSeq();
        Elementwise.Run(lowering, step, "channel_sum", $"Sums over {window} neighbouring channels of {y.Shape}.", y.Shape, y.Batched, expressions,
            neighbours.Concat(extra).ToSeq(), results.ToSeq());

        void Fill(string label, string what, int start, Shape shape, Expr value, int inputs)
        {
            var fill = new StepWriter();
            Tensor to = fill.Use("y", From(start), shape);
            Elementwise.Run(lowering, fill, label, $"{what} {y.Shape}: {value}.", shape, y.Batched, [value],
                node.Inputs.Take(inputs).Select(v => fill.Use("x", lowering.Place(v), v.Shape)).ToSeq(), [to]);
        }

        Place From(int channel) => scratch with { Plain = layout with { Offset = channel } };
    }

    static Shape Channels(Shape shape, int channels) => new(shape.Dims.Select((dim, axis) => axis == 0 ? channels : dim).ToArray());
}
