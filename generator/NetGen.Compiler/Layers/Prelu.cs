using NetGen.Compiler.Binding;
using NetGen.Compiler.Graphs;
using NetGen.Compiler.Scalars;

namespace NetGen.Compiler.Layers;

/// <summary>Rectifier whose negative side has a learned slope.</summary>
public sealed class Prelu : Layer
{
    public override Signature Signature { get; } = new("prelu", "Rectifier whose negative side has a learned slope, in all or for each channel.", "y = x > 0 ? x : w·x",
        [
            Argument.Bool("per_channel", false, "whether each channel, or each element of a vector, has a slope of its own"),
            Argument.Float("start", "what the slope is before training", 0.25),
        ])
    {
        IsRectifier = true,
        Source = "He et al.: Delving Deep into Rectifiers, 2015; torch.nn.PReLU",
    };

    public override void Bind(LayerBinding layer)
    {
        layer.Parameter("weight", [layer.Bool("per_channel") ? layer.Input[0] : 1], Initialization.Constant(layer.Float("start")));
        layer.Result(layer.Input);
    }

    public override void Build(LayerBuild layer)
    {
        Value x = layer.Input, weight = layer.Parameter("weight");
        var dims = new int[x.Shape.Rank];
        for (int axis = 0; axis < dims.Length; axis++) dims[axis] = axis == 0 ? weight.Shape[0] : 1;
        Value slope = layer.Graph.Reshape(weight, new Shape(dims));
        layer.Result(layer.Graph.Map((v, w) => Expr.Select(Expr.Less(0f, v), v, w * v), x, slope));
    }
}
