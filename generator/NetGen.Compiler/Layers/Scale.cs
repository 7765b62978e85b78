using NetGen.Compiler.Binding;
using NetGen.Compiler.Graphs;
using NetGen.Compiler.Scalars;

namespace NetGen.Compiler.Layers;

/// <summary>A learned factor and summand for each channel.</summary>
public sealed class Scale : Layer
{
    public override Signature Signature { get; } = new("scale",
        "A learned factor and, if wanted, a learned summand for each channel of an image or each element of a vector; they begin with 1 and 0.",
        "y = weight·x + bias",
        [Argument.Bool("bias", true, "whether the bias is added")])
    {
        IsTransparent = true,
        Source = "LeCun et al.: Gradient-Based Learning Applied to Document Recognition, 1998 (sub-sampling); Caffe's Scale layer",
    };

    public override void Bind(LayerBinding layer)
    {
        if (layer.Input.Rank is not (1 or 3))
        {
            layer.Fail($"reads a vector or an image of channels x height x width, not {layer.Input}; flatten or reshape it");
            return;
        }
        layer.Parameter("weight", [layer.Input[0]], Initialization.Ones);
        if (layer.Bool("bias")) layer.Parameter("bias", [layer.Input[0]], Initialization.Zeros);
        layer.Result(layer.Input);
    }

    public override void Build(LayerBuild layer)
    {
        Value Channels(string name) => layer.Input.Shape.Rank == 3 ? layer.Graph.Reshape(layer.Parameter(name), new Shape(layer.Input.Shape[0], 1, 1)) : layer.Parameter(name);
        layer.Result(layer.Bool("bias")
            ? layer.Graph.Map((Expr.Argument(0) * Expr.Argument(1)) + Expr.Argument(2), [layer.Input, Channels("weight"), Channels("bias")])
            : layer.Graph.Map((x, w) => x * w, layer.Input, Channels("weight")));
    }
}
