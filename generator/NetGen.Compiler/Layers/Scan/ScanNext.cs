using NetGen.Compiler.Binding;
using NetGen.Compiler.Graphs;
using NetGen.Compiler.Scalars;

namespace NetGen.Compiler.Layers.Scan;

/// <summary>Gives a carried value, the first input, what it is at the next time step: the second, and behind an example's end what it is already.</summary>
public sealed class ScanNext : Layer
{
    public override Signature Signature { get; } = new("next", "What a carried value is at the next time step.", "", []) { Inputs = 2 };

    public override void Bind(LayerBinding layer) { }

    public override void Build(LayerBuild layer)
    {
        GraphBuilder graph = layer.Graph;
        (Value carried, Value next) = (layer.Inputs[0], layer.Inputs[1]);
        if (layer.Lengths() is { } lengths)
        {
            Expr chosen = Expr.Select(Expr.Less(0f, Expr.Argument(0)), Expr.Argument(1), Expr.Argument(2));
            next = graph.Map(chosen, [graph.Mask(lengths, layer.Times), next, carried], graph.Layer + "_next");
        }
        graph.Close(carried, next);
        layer.Final(ScanCarry.State, next);
        layer.Result(next);
    }
}
