using NetGen.Compiler.Binding;

namespace NetGen.Compiler.Layers;

/// <summary>One time step of lstm.</summary>
public sealed class LstmCell() : RecurrentCell(new Lstm())
{
    public override Signature Signature { get; } = new("lstmcell",
        "One time step of long short-term memory: reads the input, the hidden state, whose size it takes, and the cell, and gives the new ones. "
            + "The forget gate's bias starts at 1.",
        "(i, f, g, o) = W_ih·x + b_ih + W_hh·h + b_hh; c' = σ(f)·c + σ(i)·tanh(g); h' = σ(o)·tanh(c')", [Bias])
    {
        Inputs = 3,
        Results = 2,
        ClassName = "LstmCell",
        Source = "torch.nn.LSTMCell",
    };
}
