using NetGen.Compiler.Graphs;

namespace NetGen.Compiler.Primitives;

/// <summary>A primitive that can compute what it reads on the way, by a map of one result over other inputs.</summary>
public interface IHasSource
{
    Map? Source { get; }

    /// <summary>The primitive that reads the map's inputs, of which there are so many, in place of its result.</summary>
    Primitive WithSource(Map source, int inputs);
}
