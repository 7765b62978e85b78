using System.Linq;
using NetGen.Compiler.Binding;
using NetGen.Compiler.Graphs;
using NetGen.Compiler.Primitives;
using NetGen.Compiler.Scalars;

namespace NetGen.Compiler.Layers;

/// <summary>Long short-term memory.</summary>
public sealed class Lstm : Recurrent
{
    public override Signature Signature { get; } = new("lstm",
        "Long short-term memory over a sequence of vectors. The forget gate's bias starts at 1. "
            + "A second and a third value are its hidden state and cell at the start, in place of zeros: hidden numbers for each layer and direction.",
        "(i, f, g, o) = W_ih·xₜ + b_ih + W_hh·hₜ₋₁ + b_hh; cₜ = σ(f)·cₜ₋₁ + σ(i)·tanh(g); hₜ = σ(o)·tanh(cₜ)", Arguments())
    {
        OptionalInputs = 2,
        Source = "Hochreiter, Schmidhuber: Long Short-Term Memory, 1997; Gers et al., 2000; course notes, recurrent networks; torch.nn.LSTM",
    };

    internal override int Gates => 4;

    internal override int States => 2;

    protected override Initialization Bias => Initialization.ForgetGate;

    internal override Seq<Value> Step(LayerBuild layer, Value x, Value h, Seq<Value> states)
    {
        GraphBuilder graph = layer.Graph;
        Value sum = graph.Map((a, b) => a + b, h, x, h.Name);
        Seq<Value> parts = Parts(graph, sum, graph.Layer + "_part");
        // The gates are values of their own, since the backward pass reads them and not the sums.
        Seq<Expr> gate =
        [
            Functions.Sigmoid(Expr.Argument(0)), Functions.Sigmoid(Expr.Argument(1)), Functions.Tanh(Expr.Argument(2)), Functions.Sigmoid(Expr.Argument(3)),
        ];
        Seq<Value> gates = graph.Add(Map.Over(gate, parts), parts, graph.Layer + "_gate");
        Value cell = graph.Map((Expr.Argument(0) * Expr.Argument(1)) + (Expr.Argument(2) * Expr.Argument(3)), [gates[1], states[1], gates[0], gates[2]], graph.Layer + "_c");
        Value tanh = graph.Map(Functions.Tanh, cell, graph.Layer + "_tanh");
        return [graph.Map((o, t) => o * t, gates[3], tanh, graph.Layer + "_h"), cell];
    }
}
