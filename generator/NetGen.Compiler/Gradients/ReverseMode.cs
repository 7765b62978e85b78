using System.Collections.Generic;
using System.Linq;
using NetGen.Compiler.Graphs;
using NetGen.Compiler.Primitives;

namespace NetGen.Compiler.Gradients;

/// <summary>
/// Reverse-mode differentiation: walks the graph backwards from a scalar and applies each primitive's rule. Only what lies between a wanted value and the
/// scalar is differentiated: nothing is computed for the network's inputs.
/// </summary>
/// <remarks>
/// A recurrence becomes one in the other direction. What a value gives to the next step comes back from there as a carry whose first step is the gradient of the last, and whose
/// next is the gradient of the carried value.
/// </remarks>
public sealed class ReverseMode
{
    readonly GraphBuilder builder;
    readonly HashSet<Value> needed;
    readonly Dictionary<Value, Value> gradients = [];

    /// <summary>Of sequences, the gradient that their last step (in reverse the first) has besides.</summary>
    readonly Dictionary<Value, (Value Gradient, bool Last)> finals = [];

    /// <summary>The carry of its gradient, for each carried value that has one.</summary>
    readonly Dictionary<Value, Value> returning = [];

    /// <summary>Carried values whose gradient has all its parts.</summary>
    readonly HashSet<Value> begun = [];

    ReverseMode(GraphBuilder builder, Value scalar, Seq<Value> wanted)
    {
        this.builder = builder;
        Node[] nodes = builder.Nodes.ToArray();
        CarriedValue[] carries = builder.Carries.ToArray();
        needed = new HashSet<Value>(wanted);
        for (int before = -1; before < needed.Count;)
        {
            before = needed.Count;
            foreach (Node node in nodes)
                if (node.Inputs.Any(needed.Contains)) needed.UnionWith(node.Outputs);
            needed.UnionWith(carries.Where(c => needed.Contains(c.Next)).Select(c => c.Value));
        }

        if (needed.Contains(scalar)) gradients[scalar] = builder.Constant(1, scalar.Type);
        ILookup<Value, CarriedValue> into = carries.ToLookup(c => c.Next);
        var directions = nodes.Where(n => n.Primitive is Carry).ToDictionary(n => n.Outputs[0], n => (Carry)n.Primitive);
        // A carry counts as used where something that is used reads it; what does lies within its loop or behind.
        HashSet<Value> used = Used(nodes, carries, scalar);
        foreach (Node node in nodes.Reverse())
        {
            builder.Layer = node.Layer;
            foreach (Value output in node.Outputs.Where(needed.Contains)) Return(output, into[output].Where(c => used.Contains(c.Value)), directions);
            if (!node.Inputs.Any(needed.Contains) && node.Primitive is not Carry) continue;
            if (!node.Outputs.Any(gradients.ContainsKey)) continue;
            switch (node.Primitive)
            {
                case Take take: Finish(node.Inputs[0], gradients[node.Outputs[0]], take.Last); break;
                case Carry carry: Begin(node, carry); break;
                default: node.Primitive.Differentiate(new Rule(this, node)); break;
            }
        }
        // What is carried on but detached from the loss there gives nothing back.
        foreach (Value back in returning.Values.Where(b => builder.Carries.All(c => c.Value != b))) builder.Close(back, builder.Constant(0, back.Type));
    }

    /// <summary>Gradients of <paramref name="scalar"/> with respect to <paramref name="wanted"/>, appended to the builder; null where it does not depend on one.</summary>
    public static Seq<Value?> Gradients(GraphBuilder builder, Value scalar, Seq<Value> wanted)
    {
        var mode = new ReverseMode(builder, scalar, wanted);
        return wanted.Select(w => mode.gradients.TryGetValue(w, out Value? g) ? g : null).ToSeq();
    }

    static HashSet<Value> Used(Node[] nodes, CarriedValue[] carries, Value scalar)
    {
        var used = new HashSet<Value> { scalar };
        for (int before = -1; before < used.Count;)
        {
            before = used.Count;
            foreach (Node node in nodes.Reverse())
                if (node.Outputs.Any(used.Contains)) used.UnionWith(node.Inputs);
            used.UnionWith(carries.Where(c => used.Contains(c.Value)).Select(c => c.Next));
        }
        return used;
    }

    /// <summary>Adds what comes back to a value from the steps behind, and to the last step from behind the sequence. All that reads the value at its own step is done
    /// with.</summary>
    void Return(Value next, IEnumerable<CarriedValue> carries, IReadOnlyDictionary<Value, Carry> directions)
    {
        bool hasFinal = finals.TryGetValue(next, out var final);
        foreach (CarriedValue carried in carries)
        {
            bool reverse = directions[carried.Value].Reverse;
            Value last = hasFinal && final.Last == !reverse ? final.Gradient : Zeros(next);
            if (hasFinal && final.Last == !reverse) hasFinal = false;
            Value back = builder.Carry(last, next.Times, !reverse, "d_" + next.Name);
            returning[carried.Value] = back;
            // Where the carried value stands behind this one, all of its gradient is known already.
            if (begun.Contains(carried.Value)) builder.Close(back, gradients[carried.Value]);
            Add(next, back);
        }
        if (!hasFinal) return;
        // Nothing is carried on from here: zeros, but for one step.
        Value alone = builder.Carry(final.Gradient, next.Times, final.Last, "d_" + next.Name);
        builder.Close(alone, builder.Constant(0, next.Type));
        Add(next, alone);
    }

    Value Zeros(Value like) => builder.Constant(0, like.Type with { Times = 1 });

    void Finish(Value sequence, Value gradient, bool last)
    {
        if (finals.TryGetValue(sequence, out var other))
        {
            if (other.Last != last) throw new GraphException($"both ends of {sequence.Name} are taken");
            gradient = builder.Map((a, b) => a + b, other.Gradient, gradient, "d_" + sequence.Name);
        }
        finals[sequence] = (gradient, last);
    }

    /// <summary>The gradient of a carried value goes back to the step before, and from the first step to the initial value.</summary>
    void Begin(Node node, Carry carry)
    {
        Value gradient = gradients[node.Outputs[0]];
        begun.Add(node.Outputs[0]);
        if (returning.TryGetValue(node.Outputs[0], out Value? back)) builder.Close(back, gradient);
        if (!needed.Contains(node.Inputs[0])) return;
        Value first = builder.Final(gradient, reverse: !carry.Reverse, "d_" + node.Inputs[0].Name);
        new Rule(this, node).Add(0, node.Inputs[0].Batched ? first : builder.Reduce(ReduceKind.Sum, first, [], batch: true, "d_" + node.Inputs[0].Name));
    }

    void Add(Value value, Value gradient) =>
        gradients[value] = gradients.TryGetValue(value, out Value? other) ? builder.Map((a, b) => a + b, other, gradient, "d_" + value.Name) : gradient;

    sealed class Rule(ReverseMode mode, Node node) : Differentiation
    {
        public GraphBuilder Builder => mode.builder;
        public Seq<Value> Inputs => node.Inputs;
        public Seq<Value> Outputs => node.Outputs;

        public Value? OutputGradient(int index) => mode.gradients.TryGetValue(node.Outputs[index], out Value? gradient) ? gradient : null;

        public bool Wants(int index) => mode.needed.Contains(node.Inputs[index]);

        public void Add(int index, Value gradient)
        {
            Value input = node.Inputs[index];
            // What all steps read gets the sum over them.
            if (input.Times == 1 && gradient.Times > 1) gradient = Builder.SumOverTime(gradient, "d_" + input.Name);
            if (gradient.Shape != input.Shape || gradient.Times != input.Times)
                throw new GraphException($"gradient {gradient.Type} of {input.Type} in {node}");
            mode.Add(input, gradient);
        }
    }
}
