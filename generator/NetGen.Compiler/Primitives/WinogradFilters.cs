using System.Linq;
using NetGen.Compiler.Graphs;
using NetGen.Compiler.Kernels;
using NetGen.Compiler.Layouts;
using NetGen.Compiler.Plans;
using NetGen.Compiler.Scalars;
using NetGen.Compiler.Schedules;
using Buffer = NetGen.Compiler.Plans.Buffer;

namespace NetGen.Compiler.Primitives;

/// <summary>
/// Filters [O, C, 3, 3] as <see cref="WinogradConvolution"/> reads them, [O, C, 6, 6]. With <paramref name="Exchanged"/> those of the data gradient, [C, O, 6, 6]: inputs and
/// outputs are exchanged, and the taps are in reverse.
/// </summary>
public sealed record WinogradFilters(bool Exchanged) : Primitive
{
    /// <summary>What its kernels are called.</summary>
    public const string Label = "filters_winograd";

    public override Seq<TensorType> Infer(Seq<TensorType> inputs)
    {
        Shape f = inputs[0].Shape;
        if (f.Rank != 4 || f[2] != Winograd.Taps || f[3] != Winograd.Taps) throw new GraphException($"Winograd filters: {f}");
        return [TensorType.Float(Exchanged ? new Shape(f[1], f[0], Winograd.Elements, Winograd.Elements) : new Shape(f[0], f[1], Winograd.Elements, Winograd.Elements), 0)];
    }

    public override void Lower(Lowering lowering, Node node)
    {
        (Place filters, FilterLayout to) = (lowering.Place(node.Inputs[0]), lowering.Place(node.Outputs[0]).Filters!);
        (Buffer source, FilterLayout from) = (filters.Buffer, filters.Filters!);
        if (Exchanged)
        {
            var transpose = new FilterTranspose(from, lowering.Target);
            (source, from) = (transpose.Lower(lowering, source), transpose.To);
        }
        var step = new StepWriter();
        KernelWriter k = step.Kernel;
        int w = step.Use("w", source), wt = step.Use("wt", lowering.Place(node.Outputs[0]).Buffer);
        k.Parallel([("ob", to.Blocks), ("c", to.Channels)], at => k.Loop("v", to.Vectors, v => k.Scope("", () =>
        {
            Affine read = (at[0] * from.BlockStride) + (at[1] * from.ChannelStride) + (v * from.Lanes);
            Affine write = (at[0] * to.BlockStride) + (at[1] * to.ChannelStride) + (v * to.Lanes);
            Seq<Expr> taps = Enumerable.Range(0, Winograd.Taps * Winograd.Taps).Select(tap => Exchanged ? (Winograd.Taps * Winograd.Taps) - 1 - tap : tap)
                .Select(tap => Expr.Leaf(new Load(w, read + (tap * from.ColumnStride), to.Lanes, to.Lanes))).ToSeq();
            int product = 0;
            foreach (Seq<Expr> row in Winograd.Rows(k, to.Lanes, Winograd.Filter, taps, Winograd.Taps))
                foreach (Expr value in row) k.Store(wt, write + (product++ * to.ColumnStride), value, to.Lanes, to.Lanes);
        })));
        lowering.Add(step, Label, $"Filters {node.Inputs[0].Shape} for Winograd's convolution{(Exchanged ? ", inputs and outputs exchanged" : "")}.", to.Block * 3);
    }
}
