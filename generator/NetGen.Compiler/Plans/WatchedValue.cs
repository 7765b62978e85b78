using NetGen.Compiler.Graphs;

namespace NetGen.Compiler.Plans;

/// <summary>A layer's result as it stands in memory once a step, and the loop over time that it is part of, is done: that of layer number <paramref name="Layer"/>, of so many
/// times the examples of the run.</summary>
public sealed record WatchedValue(int Layer, Step Behind, Place Place, Shape Shape, int Times);
