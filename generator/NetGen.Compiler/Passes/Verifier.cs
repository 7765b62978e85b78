using System.Collections.Generic;
using System.Linq;
using NetGen.Compiler.Graphs;

namespace NetGen.Compiler.Passes;

/// <summary>What holds of every graph: values are made once, before they are used, with the type their primitive says.</summary>
public static class Verifier
{
    public static void Check(Graph graph, string after)
    {
        var made = new HashSet<Value>();
        foreach (Node node in graph.Nodes)
        {
            foreach (Value input in node.Inputs)
                if (!made.Contains(input)) throw new GraphException($"after {after}: {node} uses {input} before it is made");
            Seq<TensorType> types = node.Primitive.Infer(node.Inputs.Select(i => i.Type).ToSeq());
            if (types != node.Outputs.Select(o => o.Type).ToSeq()) throw new GraphException($"after {after}: {node} makes {types}");
            foreach (Value output in node.Outputs)
                if (!made.Add(output)) throw new GraphException($"after {after}: {node} makes {output} again");
        }
        foreach (CarriedValue carry in graph.Carries)
            if (!made.Contains(carry.Value) || !made.Contains(carry.Next) || carry.Value.Type != carry.Next.Type)
                throw new GraphException($"after {after}: {carry.Next} does not go on from {carry.Value}");
        if (graph.Nodes.Count(n => n.Primitive is Primitives.Carry) != graph.Carries.Count) throw new GraphException($"after {after}: a carry without a next step");
        foreach (Result result in graph.Results)
            if (!made.Contains(result.Value)) throw new GraphException($"after {after}: result {result.Name} is never made");
    }
}
