using System.Collections.Generic;
using System.Linq;
using NetGen.Compiler.Graphs;

namespace NetGen.Compiler.Gradients;

/// <summary>
/// Reverse-mode differentiation: walks the graph backwards from a scalar and applies each primitive's rule. Only what lies between a wanted value and the
/// scalar is differentiated: nothing is computed for the network's inputs.
/// </summary>
public static class ReverseMode
{
    /// <summary>Gradients of <paramref name="scalar"/> with respect to <paramref name="wanted"/>, appended to the builder; null where it does not depend on one.</summary>
    public static Seq<Value?> Gradients(GraphBuilder builder, Value scalar, Seq<Value> wanted)
    {
        Node[] nodes = builder.Nodes.ToArray();
        var needed = new HashSet<Value>(wanted);
        foreach (Node node in nodes)
            if (node.Inputs.Any(needed.Contains)) needed.UnionWith(node.Outputs);

        var gradients = new Dictionary<Value, Value>();
        if (needed.Contains(scalar)) gradients[scalar] = builder.Constant(1, scalar.Type);
        foreach (Node node in nodes.Reverse())
        {
            if (!node.Inputs.Any(needed.Contains) || !node.Outputs.Any(gradients.ContainsKey)) continue;
            builder.Layer = node.Layer;
            node.Primitive.Differentiate(new Rule(builder, node, gradients, needed));
        }
        return wanted.Select(w => gradients.TryGetValue(w, out Value? g) ? g : null).ToSeq();
    }

    sealed class Rule(GraphBuilder builder, Node node, Dictionary<Value, Value> gradients, HashSet<Value> needed) : Differentiation
    {
        public GraphBuilder Builder => builder;
        public Seq<Value> Inputs => node.Inputs;
        public Seq<Value> Outputs => node.Outputs;

        public Value? OutputGradient(int index) => gradients.TryGetValue(node.Outputs[index], out Value? gradient) ? gradient : null;

        public bool Wants(int index) => needed.Contains(node.Inputs[index]);

        public void Add(int index, Value gradient)
        {
            Value input = node.Inputs[index];
            if (gradient.Shape != input.Shape || gradient.Batched != input.Batched)
                throw new GraphException($"gradient {gradient.Type} of {input.Type} in {node}");
            gradients[input] = gradients.TryGetValue(input, out Value? other) ? builder.Map((a, b) => a + b, other, gradient, "d_" + input.Name) : gradient;
        }
    }
}
