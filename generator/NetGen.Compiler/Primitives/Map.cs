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
/// broadcast over the batch, and those of an example over its time steps. Integer inputs are read as floats.
/// </summary>
public sealed record Map(Shape Domain, int Times, Seq<Expr> Expressions) : Primitive
{
    public bool Batched => Times > 0;

    /// <summary>The map whose domain is what the inputs broadcast to.</summary>
    public static Map Over(Seq<Expr> expressions, Seq<Value> inputs)
    {
        int rank = inputs.Max(i => i.Shape.Rank);
        int[] dims = Enumerable.Range(0, rank).Select(axis => inputs.Where(i => i.Shape.Rank == rank).Max(i => i.Shape[axis])).ToArray();
        return new Map(new Shape(dims), inputs.Max(i => i.Times), expressions);
    }

    public override Seq<TensorType> Infer(Seq<TensorType> inputs)
    {
        foreach (TensorType input in inputs)
        {
            bool fits = input.Shape.Rank == 0
                || (input.Shape.Rank == Domain.Rank && input.Shape.Dims.Zip(Domain.Dims, (dim, domain) => dim == 1 || dim == domain).All(ok => ok));
            if (!fits || (input.Times > 1 && input.Times != Times) || (input.Batched && !Batched)) throw new GraphException($"map: {input} does not broadcast to {Domain}");
        }
        return Expressions.Select(_ => TensorType.Float(Domain, Times)).ToSeq();
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

        // What is summed becomes a map of its own, which the sum then computes on its way; factors that are the same all along the sum wait until it is done.
        foreach ((int input, Expr expression) in gradients.Where(g => Summed(d.Inputs[g.Input]) is not ([], false)))
        {
            (Seq<int> axes, bool batch) = Summed(d.Inputs[input]);
            (Expr factor, Expr rest) = Factors(expression, e => Constant(sources[e], axes, batch));
            string name = "d_" + d.Inputs[input].Name;
            Value sum = rest.Op == Op.Argument && sources[rest.Index].Shape == Domain && sources[rest.Index].Times == Times
                ? sources[rest.Index] : Mapped([rest], Domain, Times, name)[0];
            sum = d.Builder.Reduce(ReduceKind.Sum, sum, axes, batch, name);
            if (!factor.Is(1)) sum = Mapped([factor * Expr.Argument(sources.Length)], sum.Shape, sum.Times, name, sum)[0];
            d.Add(input, d.Builder.Reshape(sum, d.Inputs[input].Shape));
        }

        // Inputs whose gradients are the same expression, as both sides of a sum, share one output.
        var whole = gradients.Where(g => Summed(d.Inputs[g.Input]) is ([], false)).ToArray();
        if (whole.Length == 0) return;
        // And where one is another value as it stands, as with a sum, it is that.
        Value? Known(Expr e) => e.Op == Op.Argument && sources[e.Index].Shape == Domain && sources[e.Index].Times == Times ? sources[e.Index] : null;
        var distinct = whole.Select(g => g.Expression).Distinct().Where(e => Known(e) is null).ToList();
        Seq<Value> results = distinct.Count == 0 ? [] : Mapped(distinct.ToSeq(), Domain, Times, "d_" + d.Inputs[whole[0].Input].Name);
        foreach ((int input, Expr expression) in whole) d.Add(input, d.Builder.Reshape(Known(expression) ?? results[distinct.IndexOf(expression)], d.Inputs[input].Shape));

        Seq<Value> Mapped(Seq<Expr> expressions, Shape domain, int times, string name, params Value[] more)
        {
            var used = Expr.Nodes(expressions).Where(e => e.Op == Op.Argument).Select(e => e.Index).OrderBy(i => i).ToList();
            Seq<Expr> renumbered = expressions.Select(g => g.Rewrite(e => e.Op == Op.Argument ? Expr.Argument(used.IndexOf(e.Index)) : null)).ToSeq();
            Value[] all = [.. sources, .. more];
            return d.Builder.Add(new Map(domain, times, renumbered), used.Select(i => all[i]).ToSeq(), name);
        }

        Expr? SavedOutput(Expr e)
        {
            for (int o = 0; o < Expressions.Count; o++)
                if (e.Op != Op.Argument && e.Op != Op.Constant && e.Equals(Expressions[o])) return Expr.Argument(n + o);
            return null;
        }
    }

    /// <summary>The axes of the domain along which an input is broadcast, and whether it is over the batch: its gradient is summed there.</summary>
    (Seq<int> Axes, bool Batch) Summed(Value input) => (
        Enumerable.Range(0, Domain.Rank).Where(axis => Domain[axis] != 1 && (input.Shape.Rank == 0 || input.Shape[axis] == 1)).ToSeq(),
        Batched && !input.Batched);

    /// <summary>Whether a value is the same all along a sum.</summary>
    static bool Constant(Value value, Seq<int> axes, bool batch) => (!batch || !value.Batched) && axes.All(axis => value.Shape.Rank == 0 || value.Shape[axis] == 1);

    /// <summary>An expression as the product of what depends on arguments that are constant, and only on those, and the rest.</summary>
    static (Expr Constant, Expr Varying) Factors(Expr e, System.Func<int, bool> isConstant)
    {
        if (Expr.Nodes([e]).All(n => n.Op is not (Op.Coordinate or Op.ElementIndex) && (n.Op != Op.Argument || isConstant(n.Index)))) return (e, 1f);
        if (e.Op == Op.Negate && Factors(e.Operands[0], isConstant) is var inner) return (-inner.Constant, inner.Varying);
        if (e.Op != Op.Multiply) return (1f, e);
        (Expr Constant, Expr Varying) a = Factors(e.Operands[0], isConstant), b = Factors(e.Operands[1], isConstant);
        return (a.Constant * b.Constant, a.Varying * b.Varying);
    }

    public override string ToString() => $"map[{string.Join("; ", Expressions)}]";

    public override void Lower(Lowering lowering, Node node)
    {
        var step = new StepWriter();
        // Filters are in an order of their own: maps of filters only go through them as they stand.
        FilterLayout? filters = lowering.Place(node.Outputs[0]).Filters;
        bool numbered = filters is not null && Expr.Nodes(Expressions).Any(e => e.Op == Op.ElementIndex);
        Shape domain = filters is null ? Domain : numbered ? filters.Parts : new Shape(filters.Size);
        Seq<Expr> expressions = numbered
            ? Expressions.Select(e => e.Rewrite(n => n.Op == Op.ElementIndex ? Expr.ElementIndex(filters!.Numbers((Element)n.Tag!)) : null)).ToSeq()
            : Expressions;
        Seq<Tensor> outputs = node.Outputs.Select((v, i) => Tensor("y", v)).ToSeq();
        Seq<Tensor> inputs = node.Inputs.Select((v, i) => Tensor("x", v)).ToSeq();
        bool copy = Expressions.Count == 1 && Expressions[0].Op == Op.Argument;
        Elementwise.Run(lowering, step, copy ? "copy" : "map", copy ? $"Copies {Domain} to another order." : $"Element-wise over {Domain}: {string.Join("; ", Expressions)}.",
            domain, Batched, expressions, inputs, outputs);

        Tensor Tensor(string role, Value value) => filters is not null && value.Shape.Rank > 0
            ? new Tensor(step.Use(role, lowering.Place(value).Buffer), new Place(lowering.Place(value).Buffer, Layout.RowMajor(domain)), domain)
            : step.Use(role, lowering.Place(value), value.Shape);
    }
}
