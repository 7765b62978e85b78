using System.Collections.Generic;
using System.Linq;
using NetGen.Compiler.Graphs;
using NetGen.Compiler.Schedules;
using NetGen.Compiler.Plans;
using NetGen.Compiler.Layouts;
using NetGen.Compiler.Scalars;

namespace NetGen.Compiler.Primitives;

/// <summary>
/// Element-wise expressions over a domain. Inputs have the domain's rank and broadcast along axes of size 1, or have rank 0; unbatched inputs
/// broadcast over the batch. Integer inputs are read as floats.
/// </summary>
public sealed record Map(Shape Domain, bool Batched, Seq<Expr> Expressions) : Primitive
{
    /// <summary>The map whose domain is what the inputs broadcast to.</summary>
    public static Map Over(Seq<Expr> expressions, Seq<Value> inputs)
    {
        int rank = inputs.Max(i => i.Shape.Rank);
        int[] dims = Enumerable.Range(0, rank).Select(axis => inputs.Where(i => i.Shape.Rank == rank).Max(i => i.Shape[axis])).ToArray();
        return new Map(new Shape(dims), inputs.Any(i => i.Batched), expressions);
    }

    public override Seq<TensorType> Infer(Seq<TensorType> inputs)
    {
        foreach (TensorType input in inputs)
        {
            bool fits = input.Shape.Rank == 0
                || (input.Shape.Rank == Domain.Rank && input.Shape.Dims.Zip(Domain.Dims, (dim, domain) => dim == 1 || dim == domain).All(ok => ok));
            if (!fits || (input.Batched && !Batched)) throw new GraphException($"map: {input} does not broadcast to {Domain}");
        }
        return Expressions.Select(_ => TensorType.Float(Domain, Batched)).ToSeq();
    }

    public override void Differentiate(Differentiation d)
    {
        // One map computes the gradients of all inputs, so that what they share is computed once. The forward outputs are arguments too: where
        // a derivative is written in terms of an output, that is read and the input need not be kept.
        int n = d.Inputs.Count;
        var sources = d.Inputs.Concat(d.Outputs).Concat(d.Outputs.Select((_, o) => d.OutputGradient(o)!)).ToArray();
        var gradients = Enumerable.Range(0, n).Where(d.Wants).Select(input => (Input: input, Expression: Enumerable.Range(0, Expressions.Count)
            .Where(o => d.OutputGradient(o) is not null)
            .Select(o => Expressions[o].Derivative(input) * Expr.Argument(n + Expressions.Count + o))
            .Aggregate((Expr)0f, (sum, term) => sum + term).Rewrite(SavedOutput)))
            .Where(gradient => !gradient.Expression.Is(0)).ToArray(); // detached, or behind a constant
        if (gradients.Length == 0) return;

        // Inputs whose gradients are the same expression, as both sides of a sum, share one output.
        var distinct = gradients.Select(g => g.Expression).Distinct().ToList();
        var used = Expr.Nodes(distinct).Where(e => e.Op == Op.Argument).Select(e => e.Index).OrderBy(i => i).ToList();
        Seq<Expr> renumbered = distinct.Select(g => g.Rewrite(e => e.Op == Op.Argument ? Expr.Argument(used.IndexOf(e.Index)) : null)).ToSeq();
        Seq<Value> results = d.Builder.Add(new Map(Domain, Batched, renumbered), used.Select(i => sources[i]).ToSeq(), "d_" + d.Inputs[gradients[0].Input].Name);
        for (int i = 0; i < gradients.Length; i++) d.Add(gradients[i].Input, SumTo(d.Builder, results[distinct.IndexOf(gradients[i].Expression)], d.Inputs[gradients[i].Input]));

        Expr? SavedOutput(Expr e)
        {
            for (int o = 0; o < Expressions.Count; o++)
                if (e.Op != Op.Argument && e.Op != Op.Constant && e.Equals(Expressions[o])) return Expr.Argument(n + o);
            return null;
        }
    }

    /// <summary>Sums a gradient over the axes along which the input was broadcast.</summary>
    static Value SumTo(GraphBuilder builder, Value gradient, Value input)
    {
        Seq<int> axes = Enumerable.Range(0, gradient.Shape.Rank)
            .Where(axis => gradient.Shape[axis] != 1 && (input.Shape.Rank == 0 || input.Shape[axis] == 1)).ToSeq();
        bool batch = gradient.Batched && !input.Batched;
        if (axes.Count > 0 || batch) gradient = builder.Reduce(ReduceKind.Sum, gradient, axes, batch, "d_" + input.Name);
        return builder.Reshape(gradient, input.Shape);
    }

    public override string ToString() => $"map[{string.Join("; ", Expressions)}]";

    public override void Lower(Lowering lowering, Node node)
    {
        var step = new StepWriter();
        // Filters are in an order of their own: maps of filters only go through them as they stand.
        bool filters = lowering.Place(node.Outputs[0]).Filters is not null;
        Shape domain = filters ? new Shape(lowering.Place(node.Outputs[0]).Filters!.Size) : Domain;
        Seq<Tensor> outputs = node.Outputs.Select((v, i) => Tensor("y", v)).ToSeq();
        Seq<Tensor> inputs = node.Inputs.Select((v, i) => Tensor("x", v)).ToSeq();
        bool copy = Expressions.Count == 1 && Expressions[0].Op == Op.Argument;
        Elementwise.Run(lowering, step, copy ? "copy" : "map", copy ? $"Copies {Domain} to another order." : $"Element-wise over {Domain}: {string.Join("; ", Expressions)}.",
            domain, Batched, Expressions, inputs, outputs);

        Tensor Tensor(string role, Value value) => filters
            ? new Tensor(step.Use(role, lowering.Place(value).Buffer), new Place(lowering.Place(value).Buffer, Layout.RowMajor(domain)), domain)
            : step.Use(role, lowering.Place(value), value.Shape);
    }
}
