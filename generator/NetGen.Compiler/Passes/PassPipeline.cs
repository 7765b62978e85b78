using System;
using System.Collections.Generic;
using NetGen.Compiler.Graphs;

namespace NetGen.Compiler.Passes;

/// <summary>The passes over a graph, in order; the graph is verified after each, so that a pass that breaks it is found at that pass.</summary>
public static class PassPipeline
{
    static readonly IReadOnlyList<(string Name, Func<Graph, PassOptions, Graph> Run)> Passes =
    [
        ("remove dead nodes", Always(RemoveDead.Run)),     // reverse mode leaves gradients nobody asked for
        ("find loops", Always(FindLoops.Run)),             // before fusion: nothing is joined across the border of a loop over time
        ("merge equal nodes", Always(MergeEqual.Run)),     // gradient rules repeat reshapes and constants
        ("recompute", (g, o) => o.Recompute ? Recompute.Run(g) : g), // behind the merging, which would undo it
        ("sink maps", Always(SinkMaps.Run)),               // before fusion, so that they are fused with the loops that read them
        ("lift reshapes", Always(LiftReshapes.Run)),       // before fusion: a reshape between a contraction and its bias would hide the one from the other
        ("remove dead nodes", Always(RemoveDead.Run)),     // the reshapes that were lifted: they would still count as readers
        ("fuse maps", Always(FuseMaps.Run)),               // element-wise chains become one map
        ("fuse into reductions", Always(FuseSources.Run)), // what is left to read only once is computed where it is reduced
        ("fuse epilogues", Always(FuseEpilogues.Run)),     // only whole chains move into the kernel that makes their input
        ("remove dead nodes", Always(RemoveDead.Run)),
        ("skew recurrences", (g, o) => o.Examples == 1 ? SkewRecurrences.Run(g) : g), // behind the fusion, which leaves one contraction and one map of a step
        ("choose Winograd", (g, o) => o.Winograd ? ChooseWinograd.Run(g, o.Examples) : g), // behind the fusion, so that convolutions bring their epilogues
    ];

    public static Graph Run(Graph graph, PassOptions? options = null)
    {
        Verifier.Check(graph, "graph builder");
        foreach ((string name, Func<Graph, PassOptions, Graph> run) in Passes)
        {
            graph = run(graph, options ?? PassOptions.Usual);
            Verifier.Check(graph, name);
        }
        return graph;
    }

    static Func<Graph, PassOptions, Graph> Always(Func<Graph, Graph> run) => (graph, _) => run(graph);
}

/// <summary>What passes depend on beside the graph.</summary>
/// <param name="Examples">How many examples a run is likely to have: what is worth preparing for.</param>
/// <param name="Recompute">Whether loops over time compute again what the gradient needs, and do not keep it.</param>
/// <param name="Winograd">Whether convolutions may be done by Winograd's algorithm.</param>
public sealed record PassOptions(int Examples, bool Recompute, bool Winograd)
{
    /// <summary>Those of a prediction.</summary>
    public static PassOptions Usual { get; } = new(Examples: 1, Recompute: false, Winograd: true);
}
