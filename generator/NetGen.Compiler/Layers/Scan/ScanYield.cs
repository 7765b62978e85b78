using NetGen.Compiler.Binding;
using NetGen.Compiler.Graphs;

namespace NetGen.Compiler.Layers.Scan;

/// <summary>What a <c>scan</c> gives: the values of all its time steps, and zeros behind an example's end.</summary>
public sealed class ScanYield : Layer
{
    public override Signature Signature { get; } = new("yield", "A value at all time steps.", "", []) { IsTransparent = true };

    public override void Bind(LayerBinding layer) { }

    public override void Build(LayerBuild layer)
    {
        GraphBuilder graph = layer.Graph;
        layer.Result(layer.Lengths() is { } lengths ? graph.Map((m, y) => m * y, graph.Mask(lengths, layer.Times), layer.Input, graph.Layer) : layer.Input);
    }
}
