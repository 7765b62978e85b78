using System.Collections.Generic;
using System.Linq;
using NetGen.Compiler.Binding;
using NetGen.Compiler.Kernels;
using NetGen.Compiler.Layouts;
using NetGen.Compiler.Plans;
using NetGen.Compiler.Primitives;
using NetGen.Compiler.Scalars;
using NetGen.Compiler.Schedules;
using Buffer = NetGen.Compiler.Plans.Buffer;

namespace NetGen.Compiler.Emission;

/// <summary>
/// The kernels that find by how much the gradients of each group are too long, and the factors that they leave to the update: min(1, limit / (norm + 1e-6)), as in PyTorch's
/// <c>clip_grad_norm_</c>. Squares are added in blocks of a fixed size and then block after block, so that the norm does not depend on the number of threads. What pads a layout is
/// zero.
/// </summary>
sealed class NormClipping
{
    const int Block = 4096;
    const float Epsilon = 1e-6f;

    readonly Lowering lowering;
    readonly GradientClip[] groups;
    readonly Buffer gradients;

    public NormClipping(Lowering lowering, IReadOnlyList<UpdatePart> parts, Buffer gradients)
    {
        (this.lowering, this.gradients) = (lowering, gradients);
        groups = [.. parts.Select(p => p.Norm).OfType<GradientClip>().Distinct()];
        Memory = new Buffer("clipping", BufferKind.Flat, Aligned(groups.Length + parts.Where(p => p.Norm is not null).Sum(Blocks)), false);
        int at = groups.Length;
        foreach (GradientClip group in groups)
        {
            int first = at;
            foreach (UpdatePart part in parts.Where(p => p.Norm == group)) at = Squares(part, at);
            Sum("sum", "Sum of the blocks' sums of squares.", Memory, first, new Shape(at - first), axis: 0, Expr.Argument(0), Factor(group));
            Scale(group);
        }
    }

    /// <summary>The factor of each group, and behind them the sums of the blocks.</summary>
    public Buffer Memory { get; }

    /// <summary>The factor of a group, as a kernel reads it.</summary>
    public Tensor Read(StepWriter step, GradientClip group) => step.Use("c", FactorPlace(group), Shape.Scalar);

    int Factor(GradientClip group) => System.Array.IndexOf(groups, group);

    Place FactorPlace(GradientClip group) => new(Memory, Layout.RowMajor(Shape.Scalar) with { Offset = Factor(group) });

    static int Blocks(UpdatePart part) => (part.Floats + Block - 1) / Block;

    static int Aligned(int floats) => (floats + 15) / 16 * 16;

    /// <summary>The sums of the squares of each block, from <paramref name="at"/> on. Gives the place behind them.</summary>
    int Squares(UpdatePart part, int at)
    {
        int whole = part.Floats / Block, rest = part.Floats % Block;
        const string summary = "Sums of the squares of gradients, by blocks.";
        Expr square = Expr.Argument(0) * Expr.Argument(0);
        if (whole > 0) Sum("squares", summary, gradients, part.From, new Shape(whole, Block), axis: 1, square, at);
        if (rest > 0) Sum("squares", summary, gradients, part.From + (whole * Block), new Shape(rest), axis: 0, square, at + whole);
        return at + Blocks(part);
    }

    void Sum(string label, string summary, Buffer from, int offset, Shape domain, int axis, Expr of, int to)
    {
        var step = new StepWriter();
        var result = new Shape(domain.Dims.Select((dim, a) => a == axis ? 1 : dim).ToSeq());
        Tensor input = step.Use("x", new Place(from, Layout.RowMajor(domain) with { Offset = offset }), domain);
        Tensor output = step.Use("y", new Place(Memory, Layout.RowMajor(result) with { Offset = to }), result);
        Reduction.Lower(lowering, step, label, summary, ReduceKind.Sum, domain, false, [axis], false, of, [input], output);
    }

    /// <summary>The factor in place of the sum of squares. Where that is not a number, neither is the factor: targets give the second operand of a minimum then.</summary>
    void Scale(GradientClip group)
    {
        var step = new StepWriter();
        Tensor factor = Read(step, group);
        Expr scale = Expr.Min(1, group.Limit / (Expr.Sqrt(Expr.Argument(0)) + Epsilon));
        Elementwise.Run(lowering, step, "clip", "The factor by which gradients are made shorter: min(1, limit / (norm + 1e-6)).", Shape.Scalar, false, [scale], [factor], [factor]);
    }
}
