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
            new("conv 17 5x5 groups=17 pad=2", "17x6x9"), new("conv 33 3x3 groups=33 stride=2 pad=1 bias=no", "33x7x6"), new("conv 16 7x7 groups=16 pad=3", "16x9x9"),
            new("conv 18 6x6 groups=18", "18x6x6"), new("conv 8 11x3 groups=8 pad=5x1 dilation=1x2", "8x9x9"),
            new("conv 3 1x1 groups=3", "3x5x5"), new("conv 5 3x3 groups=5 pad=1", "5x1x1"),
            new("conv 20 3x3 groups=4 pad=1", "12x5x5"), new("conv 21 2x3 groups=7 stride=1x2", "14x5x7"), new("conv 51 3x3 groups=3 pad=1", "33x4x4"),
            new("conv 17 3x3 pad=1", "17x31x33"), new("conv 16 3x3 stride=2 pad=1", "5x61x67"), // too large for a cache
        ],
        ["maxpool"] =
        [
            new("maxpool 2", "3x7x7"), new("maxpool 3 stride=2 pad=1", "17x7x13"), new("maxpool 3 stride=1 pad=1", "3x5x5"),
            new("maxpool 2x3 stride=1x2", "1x7x11"), new("maxpool 7", "64x7x7"), new("maxpool 1", "3x1x1"), new("maxpool 3 stride=3 pad=0,1,1,0", "1x31x31"),
            new("maxpool 2", "64x4x4"), new("maxpool 2 stride=1", "3x2x5"), new("maxpool 3 stride=1 pad=1", "5x1x4"),
            new("maxpool 3 stride=2 ceil=yes", "17x8x6"), new("maxpool 2 stride=2 pad=1 ceil=yes", "3x4x5"), new("maxpool 3 stride=2 ceil=yes", "2x2x5"),
            new("maxpool 2x4", "5x6x8"), new("maxpool 3", "17x6x3"),
        ],
        ["avgpool"] =
        [
            new("avgpool 2", "3x7x7"), new("avgpool 3 stride=2 pad=1", "17x7x13"), new("avgpool 3 stride=2 pad=1 count_pad=no", "5x7x13"),
            new("avgpool 2x3 stride=1x2", "1x13x17"), new("avgpool 7", "64x7x7"), new("avgpool 1", "3x1x1"), new("avgpool 3 stride=1 pad=1,0,0,1 count_pad=no", "3x5x5"),
            new("avgpool 2", "6x28x28"), new("avgpool 2 stride=1", "3x5x2"), new("avgpool 3 stride=1 pad=1", "5x4x1"),
            new("avgpool 3 stride=2 ceil=yes", "17x8x6"), new("avgpool 3 stride=2 pad=1 ceil=yes", "3x6x5"), new("avgpool 3 stride=2 pad=1 ceil=yes count_pad=no", "3x6x5"),
            new("avgpool 2x4", "5x6x8"), new("avgpool 3 stride=2 ceil=yes", "2x2x5"),
        ],
        ["globalavgpool"] =
        [
            new("globalavgpool", "17x5x7"), new("globalavgpool", "1x3x3"), new("globalavgpool", "3x1x1"), new("globalavgpool", "64x7x7"), new("globalavgpool", "5x31x31"),
        ],
        ["globalmaxpool"] =
        [
            new("globalmaxpool", "17x5x7"), new("globalmaxpool", "1x3x3"), new("globalmaxpool", "3x1x1"), new("globalmaxpool", "64x7x7"), new("globalmaxpool", "5x31x31"),
        ],
        ["maxout"] = [new("maxout 2", "34x5x3"), new("maxout 3", "21"), new("maxout 4", "4x3x3"), new("maxout 2", "2"), new("maxout 5", "320x3x3"), new("maxout 2", "6x1x1")],
        ["lrn"] =
        [
            new("lrn alpha=0.5", "17x5x3"), new("lrn 3 alpha=1 beta=0.5 k=2", "64x3x3"), new("lrn 4 alpha=0.3 beta=0.6", "7x4x1"), new("lrn 9 alpha=0.5", "3x2x2"),
            new("lrn", "1x5x5"), new("lrn 5 alpha=0.5 beta=1.25", "6x1x1"), new("lrn 1 alpha=0.5", "5x3x3"),
        ],
        ["deconv"] =
        [
            new("deconv 5 3x3", "3x4x5"), new("deconv 17 3x2 stride=2 pad=1x0 output_pad=1", "3x4x3"), new("deconv 6 2x2 stride=2 groups=3", "9x3x4"),
            new("deconv 4 3x3 stride=2 pad=same bias=no", "5x3x2"), new("deconv 64 4x4 stride=2 pad=1", "17x5x5"), new("deconv 3 3x3 dilation=2 pad=1,0,2,1", "4x5x3"),
            new("deconv 16 3x3 groups=16 stride=2 pad=1 output_pad=1x0", "16x4x4"), new("deconv 7 5x3", "5x1x1"), new("deconv 2 2x2 stride=3 output_pad=2", "1x3x3"),
            new("deconv 1 3x3 pad=1", "33x5x5"), new("deconv 20 1x1", "20x3x3"),
        ],
        ["adaptiveavgpool"] =
        [
            new("adaptiveavgpool 3x4", "5x7x6"), new("adaptiveavgpool 5", "17x3x2"), new("adaptiveavgpool 2x3", "3x4x9"), new("adaptiveavgpool 1", "4x5x3"),
            new("adaptiveavgpool 7", "64x13x10"), new("adaptiveavgpool 2", "1x45x3"), new("adaptiveavgpool 3", "6x1x1"), new("adaptiveavgpool 1x1", "3x1x1"),
        ],
        ["upsample"] =
        [
            new("upsample 2", "5x3x4"), new("upsample 2 mode=bilinear", "5x3x4"), new("upsample 3x1", "17x2x3"), new("upsample 1x3 mode=bilinear", "3x3x1"),
            new("upsample 2 mode=bilinear", "64x7x5"), new("upsample 4", "1x3x3"), new("upsample 8 mode=bilinear", "2x2x3"), new("upsample 1", "3x2x2"), new("upsample 3", "7x1x1"),
        ],
        ["resize"] =
        [
            new("resize 7x5", "3x4x4"), new("resize 7x5 mode=bilinear", "3x4x4"), new("resize 2x9", "17x5x7"), new("resize 3x11 mode=bilinear", "17x5x7"),
            new("resize 37x3 mode=bilinear", "2x31x5"), new("resize 3", "1x5x5"), new("resize 4x4", "5x4x4"),
        ],
        ["pad"] =
        [
            new("pad 1", "3x4x5"), new("pad 1,2,3,0 value=0.5", "5x3x2"), new("pad 2x1 mode=reflect", "5x4x3"), new("pad 1,0,2,3 mode=replicate", "17x2x3"),
            new("pad 2", "64x5x5"), new("pad 0", "3x2x2"), new("pad 0x2 value=-1", "1x3x3"), new("pad 3 mode=replicate", "4x1x1"), new("pad 4 mode=reflect", "1x7x9"),
        ],
        ["layernorm"] =
        [
            new("layernorm", "17"), new("layernorm", "3x5x2"), new("layernorm eps=0.1", "64"), new("layernorm affine=no", "5x3x3"),
            new("layernorm", "17x4x3"), new("layernorm", "2"), new("layernorm", "1x5x5"), new("layernorm", "6x1x1"), new("layernorm", "1000"),
        ],
        ["groupnorm"] =
        [
            new("groupnorm 3", "6x4x3"), new("groupnorm 5", "35"), new("groupnorm 2 eps=0.1", "34x3x3"), new("groupnorm 4 affine=no", "8x3x3"),
            new("groupnorm 1", "17x4x3"), new("groupnorm 5", "5x4x4"), new("groupnorm 32", "64x5x5"), new("groupnorm 2", "6x1x1"), new("groupnorm 1", "1x5x5"),
        ],
        ["flatten"] = [new("flatten", "3x5x7"), new("flatten", "1x1x1"), new("flatten", "17x3x3")],
        ["reshape"] = [new("reshape 5x3x7", "3x5x7"), new("reshape -1", "17x2x2"), new("reshape 1x-1x3", "6x2x3")],
        ["softmax"] = [new("softmax", "10"), new("softmax", "1"), new("softmax", "17"), new("softmax", "1000")],
        ["slice"] =
        [
            new("slice 1 2", "3x5x7"), new("slice 2 3", "7"), new("slice 1 3 axis=1", "2x5x3"), new("slice 0 2 axis=2", "17x3x5"), new("slice 16 16", "64x7x7"),
            new("slice 0 1", "1x1x1"),
        ],
        ["padchannels"] = [new("padchannels 1 2", "3x5x7"), new("padchannels 0 16", "16x3x3"), new("padchannels 3", "17"), new("padchannels 0", "2x3x3")],
        ["scale"] = [new("scale", "17"), new("scale", "3x5x7"), new("scale bias=no", "64x3x3"), new("scale", "1x1x1"), new("scale bias=no", "5")],
        ["fractionalmaxpool"] =
        [
            new("fractionalmaxpool", "3x7x7"), new("fractionalmaxpool sequence=pseudorandom", "17x13x5"), new("fractionalmaxpool 1.3 overlapping=no", "2x13x7"),
            new("fractionalmaxpool 1.25 sequence=pseudorandom overlapping=no", "64x5x5"), new("fractionalmaxpool 2 overlapping=no", "3x6x6"),
            new("fractionalmaxpool 2.5", "5x13x17"), new("fractionalmaxpool 1 overlapping=no", "1x1x1"),
        ],
        ["batchnorm"] =
        [
            new("batchnorm", "17"), new("batchnorm", "3x5x7"), new("batchnorm affine=no", "2x3x3"), new("batchnorm frozen=yes", "3x5x5"),
            new("batchnorm eps=1e-3 momentum=0.3", "64x7x7"), new("batchnorm", "1x1x1"), new("batchnorm affine=no", "64"),
            new("batchnorm affine=no frozen=yes", "13"), new("batchnorm", "17x13x5"),
        ],
        ["dropout"] =
        [
            new("dropout", "17"), new("dropout 0.2", "3x5x7"), new("dropout 0.3 per=channel", "17x3x3"), new("dropout per=channel", "1x3x2"), new("dropout 0", "5"),
            new("dropout", "64x7x7"), new("dropout 0.9", "1000"),
        ],
        ["stochasticdepth"] =
        [
            new("stochasticdepth 0.5", "3x5x7"), new("stochasticdepth 0.6 per=example", "17x3x3"), new("stochasticdepth 0.5 per=example", "17"), new("stochasticdepth 1", "5"),
        ],
        ["dropconnect"] =
        [
            new("dropconnect 17", "2x3x5"), new("dropconnect 1 p=0.2", "1"), new("dropconnect 10 bias=no", "13"), new("dropconnect 3 p=0", "67"),
            new("dropconnect 64", "64"), new("dropconnect 33", "17x7x3"),
        ],
        ["log-softmax"] = [new("log-softmax", "10"), new("log-softmax", "5x3x2"), new("log-softmax", "1"), new("log-softmax", "17"), new("log-softmax", "1000")],
        ["embed"] = [new("embed 17", "tokens(11)[3]"), new("embed 1", "tokens(3)"), new("embed 64", "tokens(5)[2]"), new("embed 5", "tokens(40)[4]")],
        ["rnn"] =
        [
            new("rnn 5", "3[4]"), new("rnn 1 activation=relu", "1[2]"), new("rnn 17 layers=2 dropout=0.3", "4[3]"), new("rnn 16 bidirectional=yes bias=no", "7[2]"),
            new("rnn 64 returns=last", "5[3]"), new("rnn 3", "2[1]"), new("rnn 6 layers=2 bidirectional=yes initial=learned", "3[3]"),
        ],
        ["lstm"] =
        [
            new("lstm 5", "3[4]"), new("lstm 1", "1[2]"), new("lstm 17 layers=2 dropout=0.3", "4[3]"), new("lstm 16 bidirectional=yes bias=no", "7[2]"),
            new("lstm 64 returns=last", "5[3]"), new("lstm 3", "2[1]"), new("lstm 9 layers=2 bidirectional=yes returns=last", "3[5]"), new("lstm 200", "3[2]"),
            new("lstm 7 layers=2 initial=learned", "3[3]"), new("lstm 3 initial=learned", "2[1]"),
        ],
        ["gru"] =
        [
            new("gru 5", "3[4]"), new("gru 1", "1[2]"), new("gru 17 layers=2 dropout=0.3", "4[3]"), new("gru 16 bidirectional=yes bias=no", "7[2]"),
            new("gru 64 returns=last", "5[3]"), new("gru 3", "2[1]"), new("gru 16 initial=learned returns=last", "3[3]"),
        ],
        ["last"] = [new("last", "3[4]"), new("last", "17[1]"), new("last", "2x3x4[3]")],
        ["relu"] = Activation("relu"),
        ["leakyrelu"] = [.. Activation("leakyrelu"), new("leakyrelu 0.2", "17")],
        ["elu"] = [.. Activation("elu"), new("elu 0.5", "17")],
        ["sigmoid"] = Activation("sigmoid"),
        ["tanh"] = [.. Activation("tanh"), new("tanh 1.7159 0.6666667", "17")],
        ["softplus"] = Activation("softplus"),
        ["selu"] = Activation("selu"),
        ["gelu"] = [.. Activation("gelu"), .. Activation("gelu approximate=tanh")],
        ["silu"] = Activation("silu"),
        ["swish"] = [.. Activation("swish"), new("swish 2.5", "17")],
        ["hardswish"] = Activation("hardswish"),
        ["prelu"] = [.. Activation("prelu per_channel=yes"), .. Activation("prelu"), new("prelu start=0.1", "17")],
    };

    static IReadOnlyList<LayerExample> Activation(string layer) =>
        [new(layer, "17"), new(layer, "2x3x5"), new(layer, "1"), new(layer, "3"), new(layer, "64"), new(layer, "1000"), new(layer, "17x7x13")];
}
