using System.Collections.Generic;

namespace NetGen.Oracle.Cases;

/// <summary>A layer as written, and the shape it reads.</summary>
public sealed record LayerExample(string Layer, string Input);

/// <summary>Uses of each layer with one input, by keyword. Those that stand first are also checked where a run is slow.</summary>
public static class LayerExamples
{
    public static IReadOnlyDictionary<string, IReadOnlyList<LayerExample>> All { get; } = new Dictionary<string, IReadOnlyList<LayerExample>>
    {
        ["dense"] =
        [
            new("dense 17", "2x3x5"), new("dense 1", "1"), new("dense 10 bias=no", "13"), new("dense 3", "67"), new("dense 64", "64"), new("dense 31", "127"),
            new("dense 1000", "7"), new("dense 3", "1000"), new("dense 33", "17x7x3"),
            new("dense 256", "520"), new("dense 144", "1024"), new("dense 64", "33x8x8"), // too large for a cache
        ],
        ["conv"] =
        [
            new("conv 5 3x3 pad=1", "3x7x7"), new("conv 17 5x3 stride=2 pad=1,2,0,3", "3x13x7"), new("conv 6 3x3 groups=3 dilation=2", "3x7x9"),
            new("conv 7 3x3 groups=7 pad=same", "7x5x5"),
            new("conv 6 5x5 pad=2", "1x28x28"), new("conv 16 5x5", "6x14x14"), new("conv 64 3x3 pad=1", "17x7x7"), new("conv 64 3x3 pad=1", "64x7x7"),
            new("conv 1 1x1", "1x1x1"), new("conv 17 1x1", "64x1x1"), new("conv 64 1x1 bias=no", "17x13x13"), new("conv 3 3x3 pad=1", "1x1x1"),
            new("conv 4 1x7 pad=0x3", "3x7x17"), new("conv 4 7x1", "3x17x5"), new("conv 5 2x2", "3x7x7"), new("conv 5 4x4 stride=2 pad=1", "3x13x13"),
            new("conv 13 7x13", "2x7x13"), new("conv 17 3x3 stride=3", "3x31x31"), new("conv 8 3x3 stride=2x1 pad=same", "4x13x17"),
            new("conv 3 3x3 dilation=1x3 pad=1x3", "2x13x13"), new("conv 64 3x3 groups=2 pad=1", "34x5x5"), new("conv 64 3x3 groups=64 pad=1 stride=2", "64x7x7"),
            new("conv 34 3x3 groups=17", "17x5x5"), new("conv 1 11x11 pad=5", "1x31x31"), new("conv 3 1x1 stride=2", "17x7x7"), new("conv 5 3x3 pad=2 bias=no", "3x2x2"),
            new("conv 17 3x3 pad=1", "17x31x33"), new("conv 16 3x3 stride=2 pad=1", "5x61x67"), // too large for a cache
        ],
        ["maxpool"] =
        [
            new("maxpool 2", "3x7x7"), new("maxpool 3 stride=2 pad=1", "17x7x13"), new("maxpool 3 stride=1 pad=1", "3x5x5"),
            new("maxpool 2x3 stride=1x2", "1x7x11"), new("maxpool 7", "64x7x7"), new("maxpool 1", "3x1x1"), new("maxpool 3 stride=3 pad=0,1,1,0", "1x31x31"),
            new("maxpool 2", "64x4x4"), new("maxpool 2 stride=1", "3x2x5"), new("maxpool 3 stride=1 pad=1", "5x1x4"),
        ],
        ["avgpool"] =
        [
            new("avgpool 2", "3x7x7"), new("avgpool 3 stride=2 pad=1", "17x7x13"), new("avgpool 3 stride=2 pad=1 count_pad=no", "5x7x13"),
            new("avgpool 2x3 stride=1x2", "1x13x17"), new("avgpool 7", "64x7x7"), new("avgpool 1", "3x1x1"), new("avgpool 3 stride=1 pad=1,0,0,1 count_pad=no", "3x5x5"),
            new("avgpool 2", "6x28x28"), new("avgpool 2 stride=1", "3x5x2"), new("avgpool 3 stride=1 pad=1", "5x4x1"),
        ],
        ["flatten"] = [new("flatten", "3x5x7"), new("flatten", "1x1x1"), new("flatten", "17x3x3")],
        ["reshape"] = [new("reshape 5x3x7", "3x5x7"), new("reshape -1", "17x2x2"), new("reshape 1x-1x3", "6x2x3")],
        ["softmax"] = [new("softmax", "10"), new("softmax", "1"), new("softmax", "17"), new("softmax", "1000")],
        ["relu"] = Activation("relu"),
        ["leakyrelu"] = [.. Activation("leakyrelu"), new("leakyrelu 0.2", "17")],
        ["elu"] = [.. Activation("elu"), new("elu 0.5", "17")],
        ["sigmoid"] = Activation("sigmoid"),
        ["tanh"] = Activation("tanh"),
        ["softplus"] = Activation("softplus"),
    };

    static IReadOnlyList<LayerExample> Activation(string layer) =>
        [new(layer, "17"), new(layer, "2x3x5"), new(layer, "1"), new(layer, "3"), new(layer, "64"), new(layer, "1000"), new(layer, "17x7x13")];
}
