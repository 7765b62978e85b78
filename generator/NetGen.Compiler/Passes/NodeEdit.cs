using System.Collections.Generic;
using System.Linq;
using NetGen.Compiler.Graphs;

namespace NetGen.Compiler.Passes;

/// <summary>A graph under surgery: its nodes at fixed places, of which some become empty, and for each value who makes and who reads it.</summary>
sealed class NodeEdit
{
    readonly Graph graph;
    readonly List<Node?> nodes;
    readonly Dictionary<Value, int> makers = [];
    readonly Dictionary<Value, SortedSet<int>> readers = [];
    readonly HashSet<Value> results;

    public NodeEdit(Graph graph)
    {
        this.graph = graph;
        nodes = new List<Node?>(graph.Nodes);
        results = new HashSet<Value>(graph.Results.Select(r => r.Value).Concat(graph.Carries.Select(c => c.Next)));
        for (int i = 0; i < nodes.Count; i++) Enter(i, nodes[i]!);
    }

    public int Count => nodes.Count;

    /// <summary>The node at a place, or null where it was removed.</summary>
    public Node? this[int place] => nodes[place];

    public int Maker(Value value) => makers[value];

    /// <summary>Places of the nodes that read a value, in order.</summary>
    public IReadOnlyCollection<int> Readers(Value value) => readers.TryGetValue(value, out SortedSet<int>? places) ? places : [];

    public bool IsResult(Value value) => results.Contains(value);

    public void Remove(int place)
    {
        foreach (Value input in nodes[place]!.Inputs) readers[input].Remove(place);
        nodes[place] = null;
    }

    public void Replace(int place, Node node)
    {
        Remove(place);
        nodes[place] = node;
        Enter(place, node);
    }

    public Graph Finish() => graph with { Nodes = nodes.OfType<Node>().ToSeq() };

    void Enter(int place, Node node)
    {
        foreach (Value output in node.Outputs) makers[output] = place;
        foreach (Value input in node.Inputs)
        {
            if (!readers.TryGetValue(input, out SortedSet<int>? places)) readers[input] = places = [];
            places.Add(place);
        }
    }
}
