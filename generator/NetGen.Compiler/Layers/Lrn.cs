using NetGen.Compiler.Binding;
using NetGen.Compiler.Graphs;
using NetGen.Compiler.Primitives;
using NetGen.Compiler.Scalars;

namespace NetGen.Compiler.Layers;

/// <summary>Local response normalization.</summary>
public sealed class Lrn : Layer
{
    public override Signature Signature { get; } = new("lrn", "Local response normalization: each element is divided by a power of the mean square of its neighbours in channels.",
        "y[c] = x[c] / (k + alpha/size · Σ x[j]²)^beta, over the size channels j from c - ⌊size/2⌋ on that exist",
        [
            Argument.Int("size", "how many neighbouring channels, itself included", 5),
            Argument.Float("alpha", "weight of the mean square", 1e-4) with { Minimum = 0 },
            Argument.Float("beta", "the power", 0.75),
            Argument.Float("k", "what is added; AlexNet has 2", 1) with { Minimum = 0, MinimumIsExclusive = true },
        ])
    {
        IsTransparent = true,
        Source = "Krizhevsky, Sutskever, Hinton: ImageNet Classification with Deep Convolutional Neural Networks, 2012; torch.nn.LocalResponseNorm",
    };

    public override void Bind(LayerBinding layer)
    {
        if (layer.Input.Rank == 3) layer.Result(layer.Input);
        else layer.Fail(Images.Needed(layer.Input));
    }

    public override void Build(LayerBuild layer)
    {
        // No more neighbours than there are channels.
        (int size, int others) = (layer.Int("size"), layer.Input.Shape[0] - 1);
        var window = new ChannelSum(System.Math.Min(size / 2, others), System.Math.Min((size - 1) / 2, others));
        Value squares = layer.Graph.Map(Functions.Square, layer.Input);
        Value sum = layer.Graph.Add(window, [squares])[0];
        (float k, float scale, float beta) = (layer.Float("k"), layer.Float("alpha") / size, layer.Float("beta"));
        layer.Result(layer.Graph.Map((s, x) => x * Functions.Power(k + (scale * s), -beta), sum, layer.Input));
    }
}
