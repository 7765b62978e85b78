using System;
using NetGen.Compiler.Binding;
using NetGen.Compiler.Graphs;
using NetGen.Compiler.Primitives;
using NetGen.Compiler.Scalars;

namespace NetGen.Compiler.Layers;

/// <summary>Rows and columns around an image.</summary>
public sealed class Pad : Layer
{
    public override Signature Signature { get; } = new("pad", "Rows and columns around an image.", "y[c, i, j] = x[c, i - top, j - left], and outside the image what the mode says",
        [
            new Argument("sides", ArgumentKind.Padding, null, "how many: a number, rows x columns, or top,left,bottom,right") { Minimum = 0, Maximum = 1 << 20 },
            Argument.Word("mode",
                "constant: value; reflect: mirrored at the first and last element, which are not repeated; replicate: the nearest element",
                "constant", "reflect", "replicate"),
            Argument.Float("value", "what stands there with mode=constant", 0),
        ])
    {
        IsTransparent = true,
        Source = "torch.nn.ConstantPad2d, ReflectionPad2d, ReplicationPad2d",
    };

    public override void Bind(LayerBinding layer)
    {
        if (layer.Input.Rank != 3)
        {
            layer.Fail(Images.Needed(layer.Input));
            return;
        }
        PaddingArgument given = layer.Arguments.Padding("sides");
        (Padding sides, int height, int width) = (given.Sides, layer.Input[1], layer.Input[2]);
        if (given.Same) layer.Fail("needs numbers, not same: a number, rows x columns, or top,left,bottom,right");
        else if (layer.Arguments.Word("mode") == "reflect" && (Math.Max(sides.Top, sides.Bottom) >= height || Math.Max(sides.Left, sides.Right) >= width))
            layer.Fail($"mode=reflect has at most {height - 1}x{width - 1} to mirror of a {height}x{width} input");
        else layer.Result([layer.Input[0], height + sides.Top + sides.Bottom, width + sides.Left + sides.Right]);
    }

    public override void Build(LayerBuild layer)
    {
        Shape image = layer.Input.Shape;
        Padding sides = layer.Arguments.Padding("sides").Sides;
        Value y = Resizing.Run(
            layer.Graph, layer.Input,
            Resizing.Padded(image[1], sides.Top, sides.Bottom, Outside(image[1])), Resizing.Padded(image[2], sides.Left, sides.Right, Outside(image[2])));
        float value = layer.Arguments.Word("mode") == "constant" ? layer.Float("value") : 0;
        layer.Result(value == 0 ? y : layer.Graph.Map(x => Inside(Inside(x, 1, sides.Top, image[1]), 2, sides.Left, image[2]), y));

        Func<int, int>? Outside(int size) => layer.Arguments.Word("mode") switch
        {
            "reflect" => i => i < 0 ? -i : (2 * (size - 1)) - i,
            "replicate" => i => i < 0 ? 0 : size - 1,
            _ => null,
        };

        Expr Inside(Expr x, int axis, int before, int size)
        {
            Expr position = Expr.Coordinate(axis);
            return Expr.Select(Expr.Less(position, before), value, Expr.Select(Expr.Less(position, before + size), x, value));
        }
    }
}
