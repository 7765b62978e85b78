using NetGen.Compiler.Binding;

namespace NetGen.Compiler.Layers;

/// <summary>One time step of gru.</summary>
public sealed class GruCell() : RecurrentCell(new Gru())
{
    public override Signature Signature { get; } = new("grucell",
        "One time step of gated recurrent units: reads the input and the hidden state, whose size it takes, and gives the new one.",
        "(r, z, n) of x̂ = W_ih·x + b_ih and ĥ = W_hh·h + b_hh: r = σ(x̂_r + ĥ_r); z = σ(x̂_z + ĥ_z); n = tanh(x̂_n + r·ĥ_n); h' = (1 - z)·n + z·h", [Bias])
    {
        Inputs = 2,
        Results = 1,
        ClassName = "GruCell",
        Source = "torch.nn.GRUCell",
    };
}
