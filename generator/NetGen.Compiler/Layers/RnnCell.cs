using NetGen.Compiler.Binding;

namespace NetGen.Compiler.Layers;

/// <summary>One time step of rnn.</summary>
public sealed class RnnCell() : RecurrentCell(new Rnn())
{
    public override Signature Signature { get; } = new("rnncell",
        "One time step of a vanilla (Elman) recurrent network: reads the input and the hidden state, whose size it takes, and gives the new one.",
        "h' = f(W_ih·x + b_ih + W_hh·h + b_hh)", [Argument.Word("activation", "f", "tanh", "relu"), Bias])
    {
        Inputs = 2,
        Results = 1,
        ClassName = "RnnCell",
        Source = "torch.nn.RNNCell",
    };
}
