using NetGen.Compiler.Binding;
using NetGen.Compiler.Graphs;
using NetGen.Compiler.Primitives;
using NetGen.Compiler.Scalars;

namespace NetGen.Compiler.Layers;

/// <summary>Gated recurrent unit.</summary>
public sealed class Gru : Recurrent
{
    public override Signature Signature { get; } = new("gru",
        "Gated recurrent units over a sequence of vectors, in the form whose reset gate acts behind the product. "
            + "A second value is its hidden state at the start, in place of zeros: hidden numbers for each layer and direction.",
        "(r, z, n) of x̂ = W_ih·xₜ + b_ih and ĥ = W_hh·hₜ₋₁ + b_hh: r = σ(x̂_r + ĥ_r); z = σ(x̂_z + ĥ_z); n = tanh(x̂_n + r·ĥ_n); hₜ = (1 - z)·n + z·hₜ₋₁", Arguments())
    {
        OptionalInputs = 1,
        Source = "Cho et al.: Learning Phrase Representations using RNN Encoder-Decoder, 2014; torch.nn.GRU",
    };

    internal override int Gates => 3;

    internal override Seq<Value> Step(LayerBuild layer, Value x, Value h, Seq<Value> states)
    {
        GraphBuilder graph = layer.Graph;
        Seq<Value> inputs = [.. Parts(graph, x, graph.Layer + "_x"), .. Parts(graph, h, graph.Layer + "_gate"), states[0]];
        // The gates are values of their own, since the backward pass reads them and not the sums.
        Seq<Expr> gate = [Functions.Sigmoid(Expr.Argument(0) + Expr.Argument(3)), Functions.Sigmoid(Expr.Argument(1) + Expr.Argument(4))];
        Seq<Value> gates = graph.Add(Map.Over(gate, inputs), inputs, graph.Layer + "_gates");
        Value n = graph.Map(Functions.Tanh(Expr.Argument(0) + (Expr.Argument(1) * Expr.Argument(2))), [inputs[2], gates[0], inputs[5]], graph.Layer + "_new");
        return [graph.Map(((1f - Expr.Argument(0)) * Expr.Argument(1)) + (Expr.Argument(0) * Expr.Argument(2)), [gates[1], n, states[0]], graph.Layer + "_h")];
    }
}
