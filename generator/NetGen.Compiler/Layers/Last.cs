using NetGen.Compiler.Binding;
using NetGen.Compiler.Graphs;
using NetGen.Compiler.Scalars;

namespace NetGen.Compiler.Layers;

/// <summary>The last time step.</summary>
public sealed class Last : Layer
{
    public override Signature Signature { get; } = new("last",
        "The last time step of a sequence: where examples have lengths of their own, each example's own last, or zeros of an example without any.", "y = x_T", [])
    {
        IsTransparent = true,
        Source = "course notes, recurrent networks: many to one",
    };

    public override void Bind(LayerBinding layer)
    {
        if (layer.Times == 0) layer.Fail($"reads a sequence, not a single {layer.Input}");
        layer.NeedsWhole = true;
        layer.ResultTimes = 0;
        layer.Result(layer.Input);
    }

    public override void Build(LayerBuild layer)
    {
        GraphBuilder graph = layer.Graph;
        Value x = layer.Input;
        if (layer.Lengths() is { } lengths)
        {
            // What has been there at the last step stays until the end.
            Value held = graph.Carry(graph.Constant(0, x.Type with { Times = 1 }), x.Times, name: graph.Layer + "_held");
            Value next = graph.Map(Expr.Select(Expr.Less(0f, Expr.Argument(0)), Expr.Argument(1), Expr.Argument(2)), [graph.Mask(lengths, x.Times), x, held], graph.Layer);
            graph.Close(held, next);
            x = next;
        }
        layer.Result(graph.Final(x, name: graph.Layer));
    }
}
