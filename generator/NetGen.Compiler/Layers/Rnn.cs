using NetGen.Compiler.Binding;
using NetGen.Compiler.Graphs;
using NetGen.Compiler.Scalars;

namespace NetGen.Compiler.Layers;

/// <summary>Vanilla recurrent network.</summary>
public sealed class Rnn : Recurrent
{
    public override Signature Signature { get; } = new("rnn",
        "Vanilla (Elman) recurrent network over a sequence of vectors. "
            + "A second value is its hidden state at the start, in place of zeros: hidden numbers for each layer and direction.",
        "hₜ = f(W_ih·xₜ + b_ih + W_hh·hₜ₋₁ + b_hh)",
        Arguments(Argument.Word("activation", "f", "tanh", "relu")))
    {
        OptionalInputs = 1,
        Source = "Elman: Finding Structure in Time, 1990; course notes, recurrent networks; torch.nn.RNN",
    };

    internal override int Gates => 1;

    internal override Seq<Value> Step(LayerBuild layer, Value x, Value h, Seq<Value> states) =>
        [layer.Graph.Map((a, b) => layer.Arguments.Word("activation") == "relu" ? Expr.Max(a + b, 0f) : Functions.Tanh(a + b), x, h, layer.Graph.Layer + "_h")];
}
