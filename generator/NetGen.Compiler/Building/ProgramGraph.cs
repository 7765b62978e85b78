using NetGen.Compiler.Graphs;

namespace NetGen.Compiler.Building;

/// <summary>A program of a network: its name and what it computes.</summary>
public sealed record ProgramGraph(string Name, Graph Graph)
{
    /// <summary>The first result of each layer, where the program lets a trainer look at what it has in memory; null for a layer whose result is no value of the graph.</summary>
    public Seq<Value?> Watched { get; init; } = [];
}
