using NetGen.Compiler.Binding;
using NetGen.Compiler.Graphs;

namespace NetGen.Compiler.Layers;

/// <summary>One time step of a recurrent network, for a <c>scan</c>: reads the input and the states, and gives the new states. PyTorch's cells, whose parameters have the names of
/// a network's without their suffix.</summary>
public abstract class RecurrentCell(Recurrent network) : Layer
{
    protected static Argument Bias { get; } = Argument.Bool("bias", true, "whether there are biases");

    public override void Bind(LayerBinding layer)
    {
        for (int i = 0; i <= network.States; i++)
            if (layer.TimesOf(i) > 0) layer.Fail($"takes one time step, not a sequence of {layer.Inputs[i]}; write it in a scan, or use {network.Signature.Keyword}");
            else if (layer.Inputs[i].Rank != 1) layer.Fail($"reads vectors, not {layer.Inputs[i]}; flatten it");
        if (layer.Error != null) return;
        int hidden = layer.Inputs[1][0];
        if (layer.Inputs[network.States] != layer.Inputs[1])
            layer.Fail($"its hidden state has {hidden} numbers and its cell {layer.Inputs[network.States][0]}; they must be equally many");
        network.Parameters(layer, layer.Input[0], hidden, "");
        for (int s = 0; s < network.States; s++) layer.Result([hidden]);
    }

    public override void Build(LayerBuild layer)
    {
        string name = layer.Graph.Layer;
        Value x = Recurrent.Project(layer, layer.Input, "ih", "", name + "_x"), h = Recurrent.Project(layer, layer.Inputs[1], "hh", "", name + "_gates");
        Seq<Value> states = network.States == 1 ? [layer.Inputs[1]] : [layer.Inputs[1], layer.Inputs[2]];
        foreach (Value next in network.Step(layer, x, h, states)) layer.Result(next);
    }
}
