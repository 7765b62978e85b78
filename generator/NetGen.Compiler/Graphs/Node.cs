using System.Linq;

namespace NetGen.Compiler.Graphs;

/// <summary>One primitive applied to values. <paramref name="Layer"/> is the path of the layer it came from, for names and comments.</summary>
public sealed record Node(Primitive Primitive, Seq<Value> Inputs, Seq<Value> Outputs, string Layer)
{
    /// <summary>The loop over time that it is part of; null where it is done once, for all steps together if it is on sequences (<see cref="Passes.FindLoops"/>).</summary>
    public TimeLoop? Loop { get; init; }

    public override string ToString() =>
        $"{string.Join(", ", Outputs.Select(o => $"{o} {o.Name}: {o.Type}"))} = {Primitive}({string.Join(", ", Inputs)})  # {Layer}";
}
