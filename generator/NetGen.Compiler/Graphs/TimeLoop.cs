namespace NetGen.Compiler.Graphs;

/// <summary>A loop over time: nodes with the same loop are done together for one step, then for the next.</summary>
/// <param name="Number">Tells the loops of a graph apart.</param>
public sealed record TimeLoop(int Number, int Times, bool Reverse);
