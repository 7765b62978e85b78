using NetGen.Compiler.Binding;
using NetGen.Compiler.Graphs;

namespace NetGen.Compiler.Layers;

/// <summary>Normalization over all elements of an example.</summary>
public sealed class LayerNorm : Layer
{
    public override Signature Signature { get; } = new("layernorm", "Normalization over all elements of an example to mean 0 and variance 1, then a scale and a shift of each.",
        "y = w·(x - mean)/√(variance + eps) + b",
        [Argument.Float("eps", "is added to the variance", 1e-5) with { Minimum = 0, MinimumIsExclusive = true }, Argument.Bool("affine", true, "whether there are w and b")])
    {
        ClassName = "LayerNorm",
        IsTransparent = true,
        Source = "Ba, Kiros, Hinton: Layer Normalization, 2016; torch.nn.LayerNorm",
    };

    public override void Bind(LayerBinding layer)
    {
        if (layer.Bool("affine"))
        {
            layer.Parameter("weight", layer.Input.Dims, Initialization.Ones);
            layer.Parameter("bias", layer.Input.Dims, Initialization.Zeros);
        }
        layer.Result(layer.Input);
    }

    public override void Build(LayerBuild layer)
    {
        (Value mean, Value inverse) = Standardization.Of(layer.Graph, layer.Input, 1, layer.Float("eps"));
        Value y = layer.Graph.Map((x, m) => x - m, layer.Input, mean);
        y = layer.Graph.Map((d, i) => d * i, y, inverse);
        if (layer.Bool("affine"))
        {
            y = layer.Graph.Map((n, w) => n * w, y, layer.Parameter("weight"));
            y = layer.Graph.Map((s, b) => s + b, y, layer.Parameter("bias"));
        }
        layer.Result(y);
    }
}
