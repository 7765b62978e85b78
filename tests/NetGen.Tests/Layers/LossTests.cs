using System;
using System.Linq;
using NetGen.Compiler;
using NetGen.Compiler.Binding;
using NetGen.Compiler.Gradients;
using NetGen.Compiler.Graphs;
using NetGen.Compiler.Layers;
using NetGen.Compiler.Primitives;
using Xunit;

namespace NetGen.Tests.Layers;

public sealed class LossTests
{
    [Theory]
    [InlineData("softmax-cross-entropy")]
    [InlineData("hinge")]
    public void ClassLossesReadVectors(string keyword)
    {
        Loss loss = Bench.Loss(keyword);
        var binding = new LossBinding(Bench.Arguments(loss.Signature), new Shape(6, 5, 5));
        Assert.Null(loss.Target(binding));
        Assert.Equal("reads a vector with a score for each class, not 6x5x5; flatten it, or end with a dense layer", binding.Error);

        NetworkValue target = loss.Target(new LossBinding(Bench.Arguments(loss.Signature), new Shape(10)))!;
        Assert.Equal((ElementType.Int, Shape.Scalar), (target.Element, target.Shape));
    }

    [Theory]
    [InlineData("mse")]
    [InlineData("binary-cross-entropy")]
    public void OtherTargetsHaveThePredictionsShape(string keyword)
    {
        Loss loss = Bench.Loss(keyword);
        NetworkValue target = loss.Target(new LossBinding(Bench.Arguments(loss.Signature), new Shape(6, 5, 5)))!;
        Assert.Equal((ElementType.Float, new Shape(6, 5, 5)), (target.Element, target.Shape));
    }

    [Theory]
    [InlineData("softmax-cross-entropy", 1)]
    [InlineData("hinge", 0)]
    [InlineData("mse", 0)]
    [InlineData("binary-cross-entropy", 0)]
    public void GradientIsMapsAndSumsAndNoneFlowsThroughTheMaximum(string keyword, int maxima)
    {
        Graph graph = Training(keyword);
        Assert.Equal(maxima, graph.Nodes.Count(n => n.Primitive is Reduce { Kind: ReduceKind.Max }));
        Assert.All(graph.Nodes, n => Assert.True(n.Primitive is Map or Reduce or Compiler.Primitives.Reshape or Input, n.ToString()));
    }

    [Fact]
    public void GradientOfTheScoresIsOneMapOfBothTerms()
    {
        Graph graph = Training("softmax-cross-entropy");
        Value gradient = graph.Results.Single(r => r.Kind == ResultKind.Gradient).Value;
        Node node = graph.Nodes.Single(n => n.Outputs.Contains(gradient));
        Assert.IsType<Map>(node.Primitive);
        Assert.True(graph.Nodes.Count(n => n.Primitive is Reduce) == 3, graph.ToString());
    }

    static Graph Training(string keyword)
    {
        Loss loss = Bench.Loss(keyword);
        Arguments arguments = Bench.Arguments(loss.Signature);
        var graph = new GraphBuilder { Layer = "loss" };
        Value scores = graph.Input("scores", 0, TensorType.Float(new Shape(10), 1));
        NetworkValue declared = loss.Target(new LossBinding(arguments, scores.Shape))!;
        Value target = graph.Input(declared.Name, 1, new TensorType(declared.Element, declared.Shape, 1));
        Value each = loss.Build(graph, arguments, scores, target);
        Assert.Equal(TensorType.Float(Shape.Scalar, 1), each.Type);
        Value gradient = ReverseMode.Gradients(graph, each, [scores])[0]!;
        return graph.Finish([new Result(ResultKind.Loss, "loss", each), new Result(ResultKind.Gradient, "scores", gradient)]);
    }
}
