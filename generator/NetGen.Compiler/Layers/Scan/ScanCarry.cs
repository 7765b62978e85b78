using NetGen.Compiler.Binding;
using NetGen.Compiler.Graphs;

namespace NetGen.Compiler.Layers.Scan;

/// <summary>What a <c>scan</c> carries: at the first time step its input, the parameter <c>initial</c> or zeros; later what <see cref="ScanNext"/> got a step before.</summary>
public sealed class ScanCarry(Shape shape, bool isLearned) : Layer
{
    /// <summary>Name of the state that a stream brings.</summary>
    public const string State = "state";

    /// <summary>Name of the parameter.</summary>
    public const string Initial = "initial";

    public override Signature Signature { get; } = new("carry", "What is carried from time step to time step.", "", []) { Inputs = 0, OptionalInputs = 1 };

    public override void Bind(LayerBinding layer) { }

    public override void Build(LayerBuild layer)
    {
        Value initial = layer.Inputs.Count > 0 ? layer.Input : isLearned ? layer.Parameter(Initial) : layer.Initial(State, shape);
        layer.Result(layer.Graph.Carry(initial, layer.Times, name: layer.Graph.Layer));
    }
}
