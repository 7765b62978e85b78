using NetGen.Compiler.Binding;
using NetGen.Compiler.Graphs;

namespace NetGen.Compiler.Layers.Scan;

/// <summary>A sequence as the body of a <c>scan</c> sees it: what it has at each time step.</summary>
public sealed class ScanStep : Layer
{
    public override Signature Signature { get; } = new("scan", "The time steps of a sequence.", "", []) { IsTransparent = true };

    public override void Bind(LayerBinding layer) { }

    public override void Build(LayerBuild layer) => layer.Result(layer.Input);
}
