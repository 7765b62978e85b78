using System.Linq;
using NetGen.Compiler.Graphs;
using NetGen.Compiler.Schedules;
using NetGen.Compiler.Plans;
using NetGen.Compiler.Layouts;
using NetGen.Compiler.Scalars;

namespace NetGen.Compiler.Primitives;

public enum ReduceKind
{
    Sum,
    Max,
}

/// <summary>Sum or maximum over axes, which stay with size 1, and, if asked, over the batch, that is all steps of all examples.</summary>
public sealed record Reduce(ReduceKind Kind, Seq<int> Axes, bool Batch) : Primitive, IHasSource
{
    /// <summary>What is reduced, computed on the way from the inputs; null for the input itself.</summary>
    public Map? Source { get; init; }

    public Primitive WithSource(Map source, int inputs) => this with { Source = source };

    public override Seq<TensorType> Infer(Seq<TensorType> inputs)
    {
        (Shape shape, int times) = Source is null ? (inputs[0].Shape, inputs[0].Times) : (Source.Domain, Source.Times);
        if (Batch && times == 0) throw new GraphException("reduce: there is no batch to reduce");
        return [TensorType.Float(new Shape(shape.Dims.Select((dim, axis) => Axes.Contains(axis) ? 1 : dim).ToArray()), Batch ? 0 : times)];
    }

    public override void Differentiate(Differentiation d)
    {
        Value x = d.Inputs[0], gradient = d.OutputGradient(0)!;
        // A maximum passes its gradient to every element that equals it.
        d.Add(0, Kind == ReduceKind.Sum
            ? d.Builder.Add(new Map(x.Shape, x.Times, [Expr.Argument(0)]), [gradient], "d_" + x.Name)[0]
            : d.Builder.Map(Expr.Select(Expr.Equal(Expr.Argument(0), Expr.Argument(1)), Expr.Argument(2), 0f), [x, d.Outputs[0], gradient], "d_" + x.Name));
    }

    public override string ToString() => $"reduce {Kind.ToString().ToLowerInvariant()} {Axes}{(Batch ? " over the batch" : "")}";

    public override void Lower(Lowering lowering, Node node)
    {
        var step = new StepWriter();
        Shape domain = Source?.Domain ?? node.Inputs[0].Shape;
        Seq<Tensor> inputs = node.Inputs.Select(v => step.Use("x", lowering.Place(v), v.Shape)).ToSeq();
        Tensor output = step.Use("y", lowering.Place(node.Outputs[0]), node.Outputs[0].Shape);
        Expr expression = Source is null ? Expr.Argument(0) : Source.Expressions[0];
        Reduction.Lower(lowering, step, "reduce_" + Kind.ToString().ToLowerInvariant(), $"{Kind} over {(Batch ? "the batch and " : "")}axes {Axes} of {domain}: {expression}.",
            Kind, domain, Source?.Batched ?? node.Inputs[0].Batched, Axes, Batch, expression, inputs, output);
    }
}
