using System;
using System.Collections.Generic;
using NetGen.Compiler.Graphs;

namespace NetGen.Compiler.Passes;

/// <summary>The passes over a graph, in order; the graph is verified after each, so that a pass that breaks it is found at that pass.</summary>
public static class PassPipeline
{
    static readonly IReadOnlyList<(string Name, Func<Graph, Graph> Run)> Passes =
    [
        ("remove dead nodes", RemoveDead.Run),       // reverse mode leaves gradients nobody asked for
        ("find loops", FindLoops.Run),               // before fusion: nothing is joined across the border of a loop over time
        ("merge equal nodes", MergeEqual.Run),       // gradient rules repeat reshapes and constants
        ("recompute", Recompute.Run),                // only where asked for; behind the merging, which would undo it
        ("sink maps", SinkMaps.Run),                 // before fusion, so that they are fused with the loops that read them
        ("lift reshapes", LiftReshapes.Run),         // before fusion: a reshape between a contraction and its bias would hide the one from the other
        ("remove dead nodes", RemoveDead.Run),       // the reshapes that were lifted: they would still count as readers
        ("fuse maps", FuseMaps.Run),                 // element-wise chains become one map
        ("fuse into reductions", FuseSources.Run),   // what is left to read only once is computed where it is reduced
        ("fuse epilogues", FuseEpilogues.Run),       // last: only whole chains move into the kernel that makes their input
        ("remove dead nodes", RemoveDead.Run),
    ];

    /// <param name="examples">How many examples a run is likely to have: what is worth preparing for.</param>
    /// <param name="recompute">Whether loops over time compute again what the gradient needs, and do not keep it.</param>
    /// <param name="winograd">Whether convolutions may be done by Winograd's algorithm.</param>
    public static Graph Run(Graph graph, int examples = 1, bool recompute = false, bool winograd = true)
    {
        Verifier.Check(graph, "graph builder");
        foreach ((string name, Func<Graph, Graph> run) in Passes)
        {
            if (run == Recompute.Run && !recompute) continue;
            graph = run(graph);
            Verifier.Check(graph, name);
        }
        if (!winograd) return graph;
        graph = ChooseWinograd.Run(graph, examples); // behind the fusion, so that convolutions bring their epilogues
        Verifier.Check(graph, "choose Winograd");
        return graph;
    }
}
