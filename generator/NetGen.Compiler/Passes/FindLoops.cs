using System;
using System.Collections.Generic;
using System.Linq;
using NetGen.Compiler.Graphs;
using NetGen.Compiler.Primitives;
using NetGen.Compiler.Scalars;

namespace NetGen.Compiler.Passes;

/// <summary>
/// Finds the loops over time: what depends on a carried value and leads to its next step must be done step by step, and all else is done for all steps together, before or behind.
/// The nodes of a loop then stand together. So the input's part of an LSTM's gates is one product for the whole sequence, and so is the gradient of its weights.
/// </summary>
static class FindLoops
{
    /// <summary>The loops that recurrences need.</summary>
    public static Graph Run(Graph graph) => Run(graph, mixed: false);

    /// <summary>And those of nodes that read values of two kinds, which kernels cannot do for all steps together: a sequence and a value of each example, or memory in another
    /// order.</summary>
    public static Graph RunWithMixed(Graph graph) => Run(graph, mixed: true);

    static Graph Run(Graph graph, bool mixed)
    {
        if (graph.Nodes.All(n => n.Outputs[0].Times <= 1 && n.Primitive is not Stack)) return graph;
        Node[] nodes = graph.Nodes.ToArray();
        var makers = new Dictionary<Value, int>();
        for (int i = 0; i < nodes.Length; i++)
            foreach (Value output in nodes[i].Outputs) makers[output] = i;
        List<int>[] sources = nodes.Select(n => n.Inputs.Select(v => makers[v]).Distinct().ToList()).ToArray();
        foreach (CarriedValue carry in graph.Carries) sources[makers[carry.Value]].Add(makers[carry.Next]);
        // What was put into a loop stays in it: a ring of its nodes, with what has come between them.
        foreach (int[] loop in Enumerable.Range(0, nodes.Length).Where(i => nodes[i].Loop is not null).GroupBy(i => nodes[i].Loop).Select(g => g.ToArray()))
            for (int i = 0; i < loop.Length; i++) sources[loop[i]].Add(loop[(i + 1) % loop.Length]);

        int[] component = Components(sources);
        int[][] members = Enumerable.Range(0, nodes.Length).GroupBy(i => component[i]).OrderBy(g => g.Key).Select(g => g.ToArray()).ToArray();
        int loops = 0;
        var ordered = new List<Node>();
        foreach (int[] group in Order(members, component, sources))
        {
            // The start of a carry comes before the loop.
            Carry[] carries = group.Select(i => nodes[i].Primitive).OfType<Carry>().ToArray();
            bool recurs = group.Length > 1;
            if (recurs && carries.Any(c => c.Reverse != carries[0].Reverse || c.Times != carries[0].Times))
                throw new GraphException($"{nodes[group[0]].Layer}: a recurrence in two directions at once");
            TimeLoop? loop = recurs ? new TimeLoop(++loops, carries[0].Times, carries[0].Reverse) : null;
            foreach (int i in group.OrderBy(i => nodes[i].Primitive is Carry ? 0 : 1))
            {
                Node node = nodes[i];
                if (loop is not null && node.Outputs.Any(o => o.Times != loop.Times))
                    throw new GraphException($"{node}: not a sequence of {loop.Times} steps, but part of a recurrence");
                bool alone = loop is null && mixed && IsMixed(node);
                TimeLoop? own = node.Primitive is Carry ? null : alone ? new TimeLoop(++loops, Times(node), false) : loop;
                Primitive primitive = own is null || node.Loop is not null ? node.Primitive : StepByStep(node.Primitive);
                ordered.Add(node with { Primitive = primitive, Loop = own });
            }
        }
        return graph with { Nodes = ordered.ToSeq() };
    }

    /// <summary>What a loop computes step by step: random numbers are those that all steps together would have.</summary>
    public static Primitive StepByStep(Primitive primitive)
    {
        primitive = primitive switch
        {
            Map map => OfMap(map),
            Reduce { Source: { } source } sum => sum with { Source = OfMap(source) },
            ChannelSum { Source: { } source } sum => sum with { Source = OfMap(source) },
            _ => primitive,
        };
        return primitive is IHasEpilogue { Epilogue: { } epilogue } with ? with.WithEpilogue(epilogue.Select(RandomNumber.StepByStep).ToSeq()) : primitive;

        static Map OfMap(Map map) => map with { Expressions = map.Expressions.Select(RandomNumber.StepByStep).ToSeq() };
    }

    static int Times(Node node) => node.Inputs.Concat(node.Outputs).Max(v => v.Times);

    static bool IsMixed(Node node) => node.Primitive is Stack or Unstack
        || (node.Primitive is not (Carry or Take or Reshape or Split) && node.Inputs.Concat(node.Outputs).Where(v => v.Batched).Select(v => v.Times).Distinct().Count() > 1);

    /// <summary>Strongly connected components by Tarjan's algorithm, without recursion: a number for each node.</summary>
    static int[] Components(List<int>[] sources)
    {
        int n = sources.Length, count = 0, components = 0;
        int[] index = Enumerable.Repeat(-1, n).ToArray(), low = new int[n], component = Enumerable.Repeat(-1, n).ToArray(), at = new int[n];
        var open = new Stack<int>();
        var path = new Stack<int>();
        for (int start = 0; start < n; start++)
        {
            if (index[start] >= 0) continue;
            Enter(start);
            while (path.Count > 0)
            {
                int v = path.Peek();
                if (at[v] < sources[v].Count)
                {
                    int w = sources[v][at[v]++];
                    if (index[w] < 0) Enter(w);
                    else if (component[w] < 0) low[v] = Math.Min(low[v], index[w]);
                    continue;
                }
                path.Pop();
                if (path.Count > 0) low[path.Peek()] = Math.Min(low[path.Peek()], low[v]);
                if (low[v] != index[v]) continue;
                int w2;
                do
                {
                    w2 = open.Pop();
                    component[w2] = components;
                }
                while (w2 != v);
                components++;
            }
        }
        return component;

        void Enter(int v)
        {
            index[v] = low[v] = count++;
            open.Push(v);
            path.Push(v);
        }
    }

    /// <summary>The components in an order in which all that they read comes before, otherwise as the graph had them.</summary>
    static IEnumerable<int[]> Order(int[][] members, int[] component, List<int>[] sources)
    {
        var waits = new HashSet<int>[members.Length];
        var readers = members.Select(_ => new List<int>()).ToArray();
        for (int c = 0; c < members.Length; c++)
        {
            waits[c] = new HashSet<int>(members[c].SelectMany(i => sources[i]).Select(i => component[i]).Where(other => other != c));
            foreach (int other in waits[c]) readers[other].Add(c);
        }
        // The first node decides the place: loops come as soon as they can.
        var ready = new SortedSet<(int First, int Component)>(Enumerable.Range(0, members.Length).Where(c => waits[c].Count == 0).Select(c => (members[c].Min(), c)));
        while (ready.Count > 0)
        {
            (int First, int Component) next = ready.Min;
            ready.Remove(next);
            yield return members[next.Component];
            foreach (int reader in readers[next.Component])
            {
                waits[reader].Remove(next.Component);
                if (waits[reader].Count == 0) ready.Add((members[reader].Min(), reader));
            }
        }
    }
}
