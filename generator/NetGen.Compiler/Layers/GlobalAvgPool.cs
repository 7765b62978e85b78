using NetGen.Compiler.Binding;
using NetGen.Compiler.Graphs;
using NetGen.Compiler.Primitives;

namespace NetGen.Compiler.Layers;

/// <summary>The mean of each channel.</summary>
public sealed class GlobalAvgPool : Layer
{
    public override Signature Signature { get; } = new("globalavgpool", "The mean of each channel: an image as a vector.", "y[c] = 1/(h·w) · Σ x[c, i, j]", [])
    {
        ClassName = "GlobalAvgPool",
        IsTransparent = true,
        Source = "Lin, Chen, Yan: Network In Network, 2013; torch.nn.AdaptiveAvgPool2d(1)",
    };

    public override void Bind(LayerBinding layer)
    {
        if (layer.Input.Rank == 3) layer.Result([layer.Input[0]]);
        else layer.Fail(Images.Needed(layer.Input));
    }

    public override void Build(LayerBuild layer)
    {
        Shape image = layer.Input.Shape;
        Value sum = layer.Graph.Reduce(ReduceKind.Sum, layer.Input, [1, 2]);
        layer.Result(layer.Graph.Reshape(layer.Graph.Map(s => s * (1f / ((float)image[1] * image[2])), sum), new Shape(image[0])));
    }
}
