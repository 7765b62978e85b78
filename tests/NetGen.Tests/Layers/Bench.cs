using System;
using System.Collections.Generic;
using System.Linq;
using NetGen.Compiler;
using NetGen.Compiler.Binding;
using NetGen.Compiler.Graphs;
using NetGen.Compiler.Layers;
using NetGen.Compiler.Primitives;
using NetGen.Compiler.Optimizers;

namespace NetGen.Tests.Layers;

/// <summary>One layer, loss or optimizer alone, without a front end.</summary>
static class Bench
{
    public static Layer Layer(string keyword) => LayerCatalogue.Layers.Single(l => l.Signature.Keyword == keyword);

    public static Loss Loss(string keyword) => LayerCatalogue.Losses.Single(l => l.Signature.Keyword == keyword);

    public static Optimizer Optimizer(string keyword) => LayerCatalogue.Optimizers.Single(o => o.Signature.Keyword == keyword);

    /// <summary>The arguments given, defaults for the others.</summary>
    public static Arguments Arguments(Signature signature, params (string Name, object Value)[] given)
    {
        Assert(given.All(g => signature.Arguments.Any(a => a.Name == g.Name)));
        return new(signature.Arguments.Select(a => a.Name).ToSeq(),
            signature.Arguments.Select(a => given.FirstOrDefault(g => g.Name == a.Name).Value ?? a.Default ?? throw new ArgumentException(a.Name)).ToSeq());

        static void Assert(bool ok)
        {
            if (!ok) throw new ArgumentException("no such argument");
        }
    }

    public static LayerBinding Bind(string keyword, Shape[] inputs, params (string, object)[] arguments)
    {
        Layer layer = Layer(keyword);
        var values = inputs.Select((shape, i) => new NetworkValue("x" + i, ElementType.Float, shape)).ToSeq();
        var binding = new LayerBinding(layer.Signature, keyword + "1", Arguments(layer.Signature, arguments), values);
        layer.Bind(binding);
        return binding;
    }

    /// <summary>The layer's primitives over batched inputs; their result has the shape that was bound, or the primitives' own checks throw.</summary>
    public static (GraphBuilder Graph, Value Result) Build(string keyword, Shape[] inputs, params (string, object)[] arguments)
    {
        LayerBinding binding = Bind(keyword, inputs, arguments);
        if (binding.Error is not null) throw new ArgumentException(binding.Error);
        var graph = new GraphBuilder { Layer = keyword + "1" };
        var values = inputs.Select((shape, i) => graph.Input("x" + i, i, TensorType.Float(shape, 1))).ToSeq();
        var build = new LayerBuild(graph, binding.Arguments, values, training: true, name =>
            graph.Parameter($"{keyword}1.{name}", binding.Parameters.Single(p => p.Name == $"{keyword}1.{name}").Shape),
            site => [Key(graph, 2 * site), Key(graph, (2 * site) + 1)], _ => null);
        Layer(keyword).Build(build);
        return (graph, build.Results.Single());
    }

    /// <summary>One word of the key of a site of random numbers.</summary>
    static Value Key(GraphBuilder graph, int word)
    {
        Value keys = graph.Add(new RandomKeys(8), [])[0];
        return graph.Reshape(graph.Split(graph.Reshape(keys, new Shape(16)), 0, Enumerable.Repeat(1, 16).ToSeq())[(word + 16) % 16], Shape.Scalar);
    }
}
