using System.Linq;
using NetGen.Compiler.Binding;

namespace NetGen.Compiler.Layers;

/// <summary>Values behind each other.</summary>
public sealed class Concat : Layer
{
    public override Signature Signature { get; } = new("concat", "Two or more values behind each other along an axis: the channels by default.", "y = [a; b; …]",
        [Argument.Int("axis", "0 for channels or the elements of a vector, 1 for rows, 2 for columns", 0, minimum: 0)])
    {
        Inputs = Signature.Variadic,
        Source = "torch.cat",
    };

    public override void Bind(LayerBinding layer)
    {
        int axis = layer.Int("axis");
        Shape first = layer.Input;
        if (axis >= first.Rank)
        {
            layer.Fail($"axis {axis} does not exist in {first}; at most {first.Rank - 1}");
            return;
        }
        foreach (Shape input in layer.Inputs)
        {
            bool fits = input.Rank == first.Rank && Enumerable.Range(0, first.Rank).All(i => i == axis || input[i] == first[i]);
            if (!fits)
            {
                layer.Fail($"shapes {first} and {input} may differ only on axis {axis}");
                return;
            }
        }
        long length = layer.Inputs.Sum(input => (long)input[axis]);
        layer.Result(first.Dims.Select((dim, i) => i == axis ? (int)System.Math.Min(length, int.MaxValue) : dim).ToSeq());
    }

    public override void Build(LayerBuild layer) => layer.Result(layer.Graph.Concat(layer.Inputs, layer.Int("axis")));
}
