using NetGen.Compiler.Binding;
using NetGen.Compiler.Graphs;

namespace NetGen.Compiler.Layers;

/// <summary>Fully connected layer.</summary>
public sealed class Dense : Layer
{
    public override Signature Signature { get; } = new("dense", "Fully connected layer; an image is read in C×H×W order.", "y = W·x + b",
        [Argument.Int("units", "number of outputs") with { Maximum = 1 << 24 }, Argument.Bool("bias", true, "whether b is added")])
    {
        Source = "torch.nn.Linear",
    };

    public override void Bind(LayerBinding layer)
    {
        if (layer.Input.Rank is not (1 or 3))
        {
            layer.Fail($"reads a vector or an image of channels x height x width, not {layer.Input}; flatten or reshape it");
            return;
        }
        int units = layer.Int("units");
        int inputs = layer.Size(layer.Input);
        layer.Parameter("weight", [units, inputs], Initialization.Weight(inputs, units));
        if (layer.Bool("bias")) layer.Parameter("bias", [units], Initialization.Zeros);
        layer.MultiplyAdds = (long)inputs * units;
        layer.Result([units]);
    }

    public override void Build(LayerBuild layer)
    {
        Value y = layer.Graph.Dense(layer.Input, layer.Parameter("weight"));
        layer.Result(layer.Bool("bias") ? layer.Graph.Map((a, b) => a + b, y, layer.Parameter("bias")) : y);
    }
}
