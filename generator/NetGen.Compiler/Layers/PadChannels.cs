using System.Linq;
using NetGen.Compiler.Binding;
using NetGen.Compiler.Graphs;

namespace NetGen.Compiler.Layers;

/// <summary>Channels of zeros before and behind an image's.</summary>
public sealed class PadChannels : Layer
{
    public override Signature Signature { get; } = new("padchannels",
        "Channels of zeros before and behind those of an image, or zeros around a vector: the shortcut without parameters where a network gets wider.",
        "y = [0; x; 0]",
        [Argument.Int("before", "how many before the first", minimum: 0), Argument.Int("after", "how many behind the last", 0, minimum: 0)])
    {
        IsTransparent = true,
        ClassName = "PadChannels",
        Source = "He et al.: Deep Residual Learning for Image Recognition, 2015 (option A); torch.nn.functional.pad",
    };

    public override void Bind(LayerBinding layer)
    {
        long channels = (long)layer.Input[0] + layer.Int("before") + layer.Int("after");
        layer.Result(layer.Input.Dims.Select((dim, axis) => axis == 0 ? (int)System.Math.Min(channels, int.MaxValue) : dim).ToSeq());
    }

    public override void Build(LayerBuild layer)
    {
        Value x = layer.Input;
        Value Zeros(int channels) => layer.Graph.Constant(0, x.Type with { Shape = new Shape(x.Shape.Dims.Select((dim, axis) => axis == 0 ? channels : dim).ToArray()) });
        (int before, int after) = (layer.Int("before"), layer.Int("after"));
        Seq<Value> parts = [.. before > 0 ? [Zeros(before)] : System.Array.Empty<Value>(), x, .. after > 0 ? [Zeros(after)] : System.Array.Empty<Value>()];
        layer.Result(parts.Count == 1 ? x : layer.Graph.Concat(parts, 0));
    }
}
