using System.Collections.Generic;
using System.Linq;
using NetGen.Compiler;
using NetGen.Compiler.Binding;
using NetGen.Compiler.Graphs;
using NetGen.Compiler.Primitives;
using Xunit;

namespace NetGen.Tests.Layers;

public sealed class ShapeRuleTests
{
    public static TheoryData<string, string, string, (string, object)[]> Right => new()
    {
        { "dense", "120", "84", [("units", 84)] },
        { "dense", "16x5x5", "120", [("units", 120)] },
        { "conv", "1x28x28", "6x28x28", [("channels", 6), ("kernel", new Size(5, 5)), ("pad", Pad(2))] },
        { "conv", "6x14x14", "16x10x10", [("channels", 16), ("kernel", new Size(5, 5))] },
        { "conv", "3x224x224", "64x112x112", [("channels", 64), ("kernel", new Size(7, 7)), ("stride", new Size(2, 2)), ("pad", Pad(3))] },
        { "conv", "3x7x5", "4x4x3", [("channels", 4), ("kernel", new Size(3, 2)), ("stride", new Size(2, 2)), ("pad", new PaddingArgument(true, default))] },
        { "conv", "4x9x9", "8x5x5", [("channels", 8), ("kernel", new Size(3, 3)), ("dilation", new Size(2, 2)), ("groups", 4)] },
        { "conv", "2x3x3", "1x4x5", [("channels", 1), ("kernel", new Size(2, 2)), ("pad", new PaddingArgument(false, new Padding(0, 1, 2, 2)))] },
        { "maxpool", "6x28x28", "6x14x14", [("window", new Size(2, 2))] },
        { "maxpool", "64x112x112", "64x56x56", [("window", new Size(3, 3)), ("stride", new Size(2, 2)), ("pad", Pad(1))] },
        { "avgpool", "3x7x7", "3x3x3", [("window", new Size(2, 2))] },
        { "avgpool", "3x7x7", "3x4x4", [("window", new Size(3, 3)), ("stride", new Size(2, 2)), ("pad", Pad(1)), ("count_pad", false)] },
        { "flatten", "16x5x5", "400", [] },
        { "reshape", "16x5x5", "4x100", [("shape", new Shape(4, 100))] },
        { "reshape", "16x5x5", "8x50x1", [("shape", new Shape(8, -1, 1))] },
        { "add", "6x5x5 6x5x5", "6x5x5", [] },
        { "add", "6x1x1 1x5x4 6x5x4", "6x5x4", [] },
        { "mul", "6x5x5 6x1x1", "6x5x5", [] },
        { "concat", "6x5x5 2x5x5 1x5x5", "9x5x5", [] },
        { "concat", "6x5x5 6x5x1", "6x5x6", [("axis", 2)] },
        { "softmax", "10", "10", [] },
        { "softmax", "10x3x3", "10x3x3", [] },
        { "maxpool", "3x7x8", "3x4x4", [("window", new Size(2, 2)), ("ceil", true)] },
        { "maxpool", "3x4x4", "3x3x3", [("window", new Size(2, 2)), ("pad", Pad(1)), ("ceil", true)] },
        { "avgpool", "3x2x5", "3x1x2", [("window", new Size(3, 3)), ("stride", new Size(2, 2)), ("ceil", true)] },
        { "globalavgpool", "64x7x5", "64", [] },
        { "maxout", "6x5x5", "2x5x5", [("pieces", 3)] },
        { "deconv", "8x4x4", "3x8x8", [("channels", 3), ("kernel", new Size(3, 3)), ("stride", new Size(2, 2)), ("pad", Pad(1)), ("output_pad", new Size(1, 1))] },
        { "deconv", "8x4x5", "3x8x15", [("channels", 3), ("kernel", new Size(5, 5)), ("stride", new Size(2, 3)), ("pad", new PaddingArgument(true, default))] },
        { "upsample", "3x4x5", "3x8x15", [("scale", new Size(2, 3))] },
        { "pad", "3x4x5", "3x8x9", [("sides", new PaddingArgument(false, new Padding(1, 1, 3, 3)))] },
        { "fractionalmaxpool", "1x30x30", "1x25x25", [("ratio", 1.2)] },
        { "fractionalmaxpool", "1x33x33", "1x30x30", [("ratio", 1.1), ("overlapping", false)] }, // 1.1 is not exact in binary
        { "fractionalmaxpool", "3x36x94", "3x25x66", [] }, // 36/√2 = 25.5, 94/√2 = 66.5
        { "fractionalmaxpool", "16x50x32", "16x25x16", [("ratio", 2.0)] }, // the example of torch.nn.FractionalMaxPool2d, with output_ratio 0.5
        { "relu", "6x5x5", "6x5x5", [] },
    };

    public static TheoryData<string, string, string, (string, object)[]> Wrong => new()
    {
        { "dense", "5x8", "reads a vector or an image of channels x height x width, not 5x8; flatten or reshape it", [("units", 84)] },
        { "conv", "120", "reads an image of channels x height x width, not 120; reshape it", [("channels", 6), ("kernel", new Size(5, 5))] },
        { "conv", "1x4x4", "kernel 5x5 does not fit the 4x4 input; pad or pool less", [("channels", 6), ("kernel", new Size(5, 5))] },
        { "conv", "1x4x4", "kernel 3x3 with dilation 2x2 spans 5x5 and does not fit the 4x4 input; pad or pool less",
            [("channels", 6), ("kernel", new Size(3, 3)), ("dilation", new Size(2, 2))] },
        { "conv", "1x1x4", "kernel 5x5 does not fit the 1x4 input with its padding; pad or pool less", [("channels", 6), ("kernel", new Size(5, 5)), ("pad", Pad(1))] },
        { "conv", "16x4x4", "groups=3 must divide both the 16 input channels and the 6 output channels", [("channels", 6), ("kernel", new Size(1, 1)), ("groups", 3)] },
        { "maxpool", "400", "reads an image of channels x height x width, not 400; reshape it", [("window", new Size(2, 2))] },
        { "maxpool", "6x1x1", "window 2x2 does not fit the 1x1 input; pad or pool less", [("window", new Size(2, 2))] },
        { "avgpool", "6x9x9", "padding is more than half of the 3x3 window; at most 1x1", [("window", new Size(3, 3)), ("pad", Pad(2))] },
        { "reshape", "16x5x5", "shape 16x5 has 80 elements and the input 16x5x5 has 400; make them equal, or write -1 for one dimension", [("shape", new Shape(16, 5))] },
        { "reshape", "16x5x5", "no number in place of -1 makes 3x-1 the 400 elements of 16x5x5", [("shape", new Shape(3, -1))] },
        { "reshape", "16x5x5", "shape -1x-1 must have dimensions of at least 1; one of them may be -1", [("shape", new Shape(-1, -1))] },
        { "reshape", "16x5x5", "shape 0x400 must have dimensions of at least 1; one of them may be -1", [("shape", new Shape(0, 400))] },
        { "add", "6x5x5 6x5x4", "shapes 6x5x5 and 6x5x4 do not match; they must be equal, or 1 on an axis that is repeated", [] },
        { "add", "6x5x5 6", "shapes 6x5x5 and 6 do not match; they must be equal, or 1 on an axis that is repeated", [] },
        { "concat", "6x5x5 6x5x4", "shapes 6x5x5 and 6x5x4 may differ only on axis 0", [] },
        { "concat", "6 5", "axis 1 does not exist in 6; at most 0", [("axis", 1)] },
        { "maxout", "10", "pieces=3 must divide the 10 elements of the input", [("pieces", 3)] },
        { "groupnorm", "10x3x3", "groups=4 must divide the 10 channels of the input", [("groups", 4)] },
        { "deconv", "8x4x4", "output_pad 2x0 must be less than the stride 2x2",
            [("channels", 3), ("kernel", new Size(3, 3)), ("stride", new Size(2, 2)), ("output_pad", new Size(2, 0))] },
        { "deconv", "8x1x4", "kernel 3x3 leaves nothing of a 1x4 input; pad less", [("channels", 3), ("kernel", new Size(3, 3)), ("pad", Pad(2))] },
        { "deconv", "8x4x4", "groups=3 must divide both the 8 input channels and the 6 output channels", [("channels", 6), ("kernel", new Size(3, 3)), ("groups", 3)] },
        { "pad", "3x4x5", "mode=reflect has at most 3x4 to mirror of a 4x5 input", [("sides", Pad(4)), ("mode", "reflect")] },
        { "lrn", "40", "reads an image of channels x height x width, not 40; reshape it", [] },
        { "softmax", "6x5", "reads a vector or an image of channels x height x width, not 6x5; reshape it", [] },
    };

    [Theory]
    [MemberData(nameof(Right))]
    public void BindsAndBuildsTheShape(string layer, string inputs, string result, (string, object)[] arguments)
    {
        LayerBinding binding = Bench.Bind(layer, Shapes(inputs), arguments);
        Assert.Null(binding.Error);
        Assert.Equal(Shapes(result), binding.Results);
        Assert.Equal(Shapes(result)[0], Bench.Build(layer, Shapes(inputs), arguments).Result.Shape);
    }

    [Theory]
    [MemberData(nameof(Wrong))]
    public void SaysWhatIsWrong(string layer, string inputs, string message, (string, object)[] arguments)
    {
        LayerBinding binding = Bench.Bind(layer, Shapes(inputs), arguments);
        Assert.Equal(message, binding.Error);
        Assert.Empty(binding.Results);
    }

    [Fact]
    public void SamePaddingIsUpper()
    {
        Padding pad = new PaddingArgument(true, default).For(7, 6, new Size(2, 3), new Size(2, 2), Size.One);
        Assert.Equal(new Padding(0, 0, 1, 1), pad);
        Assert.Equal(new Padding(1, 0, 1, 0), new PaddingArgument(true, default).For(5, 1, new Size(3, 1), Size.One, Size.One));
    }

    /// <summary>The published numbers of LeNet-5.</summary>
    [Fact]
    public void CountsLeNet5()
    {
        LayerBinding[] layers =
        [
            Bench.Bind("conv", [new(1, 28, 28)], ("channels", 6), ("kernel", new Size(5, 5)), ("pad", Pad(2))),
            Bench.Bind("conv", [new(6, 14, 14)], ("channels", 16), ("kernel", new Size(5, 5))),
            Bench.Bind("dense", [new(16, 5, 5)], ("units", 120)),
            Bench.Bind("dense", [new(120)], ("units", 84)),
            Bench.Bind("dense", [new(84)], ("units", 10)),
        ];
        Assert.Equal(61_706, layers.SelectMany(l => l.Parameters).Sum(p => p.Shape.Size));
        Assert.Equal(416_520, layers.Sum(l => l.MultiplyAdds));
    }

    [Fact]
    public void GroupsDivideWeightsAndWork()
    {
        LayerBinding layer = Bench.Bind("conv", [new(32, 8, 8)], ("channels", 64), ("kernel", new Size(3, 3)), ("pad", Pad(1)), ("groups", 32), ("bias", false));
        Assert.Equal(new Shape(64, 1, 3, 3), layer.Parameters.Single().Shape);
        Assert.Equal(64 * 8 * 8 * 9, layer.MultiplyAdds);
    }

    static PaddingArgument Pad(int all) => new(false, new Padding(all, all, all, all));

    static Shape[] Shapes(string text) => text.Split(' ').Select(s => new Shape(s.Split('x').Select(int.Parse).ToArray())).ToArray();
}
