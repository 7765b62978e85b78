using NetGen.Compiler.Binding;
using NetGen.Compiler.Graphs;
using NetGen.Compiler.Primitives;

namespace NetGen.Compiler.Layers;

/// <summary>Token embedding.</summary>
public sealed class Embed : Layer
{
    public override Signature Signature { get; } = new("embed",
        "A trained vector for each token.", "y = W[token]", [Argument.Int("size", "length of the vectors") with { Maximum = 1 << 20 }])
    {
        ReadsTokens = true,
        Source = "torch.nn.Embedding",
    };

    public override void Bind(LayerBinding layer)
    {
        if (layer.Tokens == 0)
        {
            layer.Fail($"reads tokens, not {layer.Input}; an input of tokens is declared as in 'input text: tokens(96)[64]'");
            return;
        }
        // Of the table one row counts at a time.
        layer.Parameter("weight", [layer.Tokens, layer.Int("size")], Initialization.Weight(1, layer.Int("size")));
        layer.Result([layer.Int("size")]);
    }

    public override void Build(LayerBuild layer) => layer.Result(layer.Graph.Add(new Rows(), [layer.Parameter("weight"), layer.Input])[0]);
}
