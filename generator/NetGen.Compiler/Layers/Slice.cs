using System.Linq;
using NetGen.Compiler.Binding;

namespace NetGen.Compiler.Layers;

/// <summary>A part of a value.</summary>
public sealed class Slice : Layer
{
    public override Signature Signature { get; } = new("slice", "A range of an axis: of the channels by default. Nothing is copied.", "y = x[start : start + length]",
        [
            Argument.Int("start", "first of the range, from 0", minimum: 0),
            Argument.Int("length", "how many"),
            Argument.Int("axis", "0 for channels or the elements of a vector, 1 for rows, 2 for columns", 0, minimum: 0),
        ])
    {
        IsTransparent = true,
        Source = "torch.narrow",
    };

    public override void Bind(LayerBinding layer)
    {
        (int start, int length, int axis) = (layer.Int("start"), layer.Int("length"), layer.Int("axis"));
        if (axis >= layer.Input.Rank) layer.Fail($"axis {axis} does not exist in {layer.Input}; at most {layer.Input.Rank - 1}");
        else if ((long)start + length > layer.Input[axis])
            layer.Fail($"{start} to {(long)start + length - 1} is not within the {layer.Input[axis]} of axis {axis} of {layer.Input}");
        else layer.Result(layer.Input.Dims.Select((dim, i) => i == axis ? length : dim).ToSeq());
    }

    public override void Build(LayerBuild layer)
    {
        (int start, int length, int axis) = (layer.Int("start"), layer.Int("length"), layer.Int("axis"));
        int[] lengths = [start, length, layer.Input.Shape[axis] - start - length];
        layer.Result(layer.Graph.Split(layer.Input, axis, lengths.Where(l => l > 0).ToSeq())[start > 0 ? 1 : 0]);
    }
}
