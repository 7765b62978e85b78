using System.Collections.Generic;
using System.Linq;
using NetGen.Compiler.Binding;
using NetGen.Compiler.Layouts;
using NetGen.Compiler.Plans;
using NetGen.Compiler.Primitives;
using NetGen.Compiler.Scalars;
using NetGen.Compiler.Schedules;
using Buffer = NetGen.Compiler.Plans.Buffer;

namespace NetGen.Compiler.Emission;

/// <summary>
/// The kernels that make the weights of a neuron or filter shorter where their norm is above its limit: <c>w ← w · min(1, limit / ‖w‖)</c>, behind the update. A norm is a sum over
/// all of a neuron's weights, which the update's vectors are not: so two kernels for each parameter that has a limit, one that sums and one that scales. What pads a layout is
/// zero, and stays so.
/// </summary>
sealed class NormLimits
{
    readonly Lowering lowering;
    readonly Buffer parameters;

    public NormLimits(Lowering lowering, Training training, ParameterTable table, Buffer parameters)
    {
        (this.lowering, this.parameters) = (lowering, parameters);
        (ParameterEntry Entry, MaxNorm Limit)[] limited =
            [.. table.Placed.Where(e => e.Parameter.IsTrained).Select(e => (e, training.Limit(e.Parameter)!)).Where(l => l.Item2 is not null)];
        Memory = new Buffer("norms", BufferKind.Flat, limited.Sum(l => Aligned((int)Norms(l.Entry).Size)), false);
        int at = 0;
        foreach ((ParameterEntry entry, MaxNorm limit) in limited)
        {
            Limit(entry, limit, at);
            at += Aligned((int)Norms(entry).Size);
        }
    }

    /// <summary>The squares of the norms of all parameters that have a limit.</summary>
    public Buffer Memory { get; }

    static int Aligned(int floats) => (floats + 15) / 16 * 16;

    /// <summary>The order in memory as a shape.</summary>
    static Shape Domain(ParameterEntry entry) => entry.Filters?.Parts ?? entry.Parameter.Shape;

    /// <summary>The axes of that shape which tell neurons apart. Of a transposed convolution they are those of the filters' channels, unless each channel has a filter of its
    /// own.</summary>
    static Seq<int> Neurons(ParameterEntry entry)
    {
        if (entry.Filters is { } filters) return entry.Parameter.NeuronAxis == 0 || filters.IsDepthwise ? [0, 1, 5] : [0, 4];
        return entry.Parameter.Shape.Rank > 1 ? [entry.Parameter.NeuronAxis] : [];
    }

    static Shape Norms(ParameterEntry entry)
    {
        Seq<int> neurons = Neurons(entry);
        return new Shape(Domain(entry).Dims.Select((dim, axis) => neurons.Contains(axis) ? dim : 1).ToSeq());
    }

    void Limit(ParameterEntry entry, MaxNorm limit, int at)
    {
        Shape domain = Domain(entry);
        Seq<int> neurons = Neurons(entry);
        var sum = new StepWriter();
        Tensor squares = Squares(sum);
        Reduction.Lower(lowering, sum, "norms", "Squares of the norms of each neuron's weights.", ReduceKind.Sum, domain, false,
            Enumerable.Range(0, domain.Rank).Where(axis => !neurons.Contains(axis)).ToSeq(), false, Expr.Argument(0) * Expr.Argument(0), [Weights(sum)], squares);

        var scale = new StepWriter();
        Tensor weights = Weights(scale);
        // Where the norm is not a number, neither is the factor: targets give the second operand of a minimum then.
        Expr shorter = Expr.Argument(0) * Expr.Min(1, limit.Limit / Expr.Sqrt(Expr.Argument(1)));
        Elementwise.Run(
            lowering, scale, "maxnorm", "Weights of neurons whose norm is above the limit made shorter: w · min(1, limit / norm).", domain, false,
            [shorter], [weights, Squares(scale)], [weights]);

        Tensor Weights(StepWriter step) => step.Use("w", new Place(parameters, Layout.RowMajor(domain) with { Offset = entry.Offset }), domain);
        Tensor Squares(StepWriter step) => step.Use("q", new Place(Memory, Layout.RowMajor(Norms(entry)) with { Offset = at }), Norms(entry));
    }
}
