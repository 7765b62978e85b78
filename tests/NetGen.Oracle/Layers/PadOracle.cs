using System;
using NetGen.Compiler;
using NetGen.Compiler.Primitives;

namespace NetGen.Oracle.Layers;

/// <summary>The image, and around it a constant, its mirror image, or its nearest element.</summary>
public sealed class PadOracle : LayerOracle
{
    public override string Keyword => "pad";

    public override void Forward(LayerUse use)
    {
        for (int y = 0; y < use.Result.Length; y++) use.Result[y] = Source(use, y) is { } x ? use.Input[x] : use.Arguments.Double("value");
    }

    public override void Backward(LayerUse use)
    {
        for (int y = 0; y < use.Result.Length; y++)
            if (Source(use, y) is { } x) use.InputGradient[x] += use.ResultGradient[y];
    }

    static int? Source(LayerUse use, int y)
    {
        Shape input = use.InputShape, output = use.ResultShape;
        Padding sides = use.Arguments.Padding("sides").Sides;
        string mode = use.Arguments.Word("mode");
        int? row = Position((y / output[2] % output[1]) - sides.Top, input[1], mode), column = Position((y % output[2]) - sides.Left, input[2], mode);
        return (((y / (output[1] * output[2]) * input[1]) + row) * input[2]) + column;
    }

    static int? Position(int position, int size, string mode) => mode switch
    {
        _ when position >= 0 && position < size => position,
        "reflect" => size - 1 - Math.Abs(size - 1 - Math.Abs(position)),
        "replicate" => Math.Clamp(position, 0, size - 1),
        _ => null,
    };
}
