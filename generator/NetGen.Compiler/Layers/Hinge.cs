using NetGen.Compiler.Binding;
using NetGen.Compiler.Graphs;
using NetGen.Compiler.Scalars;

namespace NetGen.Compiler.Layers;

/// <summary>Loss of the multi-class support vector machine.</summary>
public sealed class Hinge : Loss
{
    public override Signature Signature { get; } = new("hinge", "Loss of the multi-class support vector machine: every wrong class should score a margin below the right one.",
        "loss = Σ max(0, xⱼ - x_label + margin) over j ≠ label",
        [
            Argument.Float("margin", "by how much the right class must win", 1) with { Minimum = 0 },
            Argument.Word("form", "notes: the sum, as in the course notes; pytorch: divided by the number of classes, as MultiMarginLoss", "notes", "pytorch"),
        ])
    {
        Source = "Weston, Watkins: Support Vector Machines for Multi-Class Pattern Recognition, 1999; CS231n notes; torch.nn.MultiMarginLoss",
    };

    public override NetworkValue? Target(LossBinding loss) => ClassLabel.Of(loss);

    public override double? OfGuessing(Arguments arguments, Shape prediction) =>
        arguments.Float("margin") * (prediction[0] - 1.0) / (IsMean(arguments) ? prediction[0] : 1);

    static bool IsMean(Arguments arguments) => arguments.Word("form") == "pytorch";

    public override Value Build(GraphBuilder graph, Arguments arguments, Value prediction, Value target)
    {
        Expr x = Expr.Argument(0), isLabel = Expr.Equal(Expr.Coordinate(0), Expr.Argument(1));
        Value right = Sum(graph, graph.Map(Expr.Select(isLabel, x, 0f), [prediction, target]));
        // Written so that a margin just met has no gradient, and NaN shows in the loss.
        Expr lacking = x - Expr.Argument(2) + arguments.Float("margin");
        Expr term = Expr.Select(isLabel, 0f, Expr.Select(Expr.LessOrEqual(lacking, 0f), 0f, lacking));
        Value sum = Sum(graph, graph.Map(term, [prediction, target, right]));
        return Scalar(graph, IsMean(arguments) ? graph.Map(s => s * (1f / prediction.Shape[0]), sum) : sum);
    }
}
