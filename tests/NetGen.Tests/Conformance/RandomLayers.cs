using System.Linq;
using CsCheck;

namespace NetGen.Tests.Conformance;

/// <summary>Layers with one input that fit a shape, at random, with the shape of their result.</summary>
static class RandomLayers
{
    /// <summary>A layer as written, and the shape it gives.</summary>
    public sealed record Stage(string Text, int[] Shape);

    const int MostChannels = 17;

    public static readonly Gen<int> Units = Gen.OneOf<int>(1, 2, 3, 4, 5, 7, 8, 10, 13, 16, 17, 33);

    static readonly Gen<string> Activation = Gen.OneOf<string>(
        "relu", "leakyrelu 0.2", "elu", "elu 0.5", "sigmoid", "tanh", "softplus", "gelu", "hardswish", "prelu", "prelu per_channel=yes", "selu", "silu");

    public static Gen<Stage> For(int[] shape) => shape.Length == 3
        ? Gen.Frequency<Stage>(
            (6, Conv(shape)), (4, Pool(shape)), (5, Pointwise(shape)), (3, Regularizer(shape)), (1, Dense), (1, Flat(shape)), (1, Permuted(shape)), (4, Other(shape)))
        : Gen.Frequency<Stage>((3, Dense), (3, Pointwise(shape)), (2, Regularizer(shape)), (1, Narrowed(shape)), (1, Image(shape[0])));

    /// <summary>A layer with parameters.</summary>
    public static Gen<Stage> Learned(int[] shape) => shape.Length == 3 ? Gen.OneOf<Stage>(Dense, Conv(shape)) : Dense;

    /// <summary>Layers that normalize, resize or summarize an image.</summary>
    static Gen<Stage> Other(int[] shape) =>
        from mode in Gen.OneOf<string>("nearest", "bilinear")
        from rows in Gen.Int[1, 9]
        from columns in Gen.Int[1, 9]
        from kind in Gen.Int[0, 8]
        from sequence in Gen.OneOf<string>("random", "pseudorandom")
        select kind switch
        {
            0 => new Stage("lrn 3 alpha=0.5", shape),
            1 => new Stage($"resize {rows}x{columns} mode={mode}", [shape[0], rows, columns]),
            2 => new Stage($"adaptiveavgpool {rows}x{columns}", [shape[0], rows, columns]),
            3 => new Stage($"upsample {rows % 3 + 1}x{columns % 3 + 1} mode={mode}", [shape[0], shape[1] * (rows % 3 + 1), shape[2] * (columns % 3 + 1)]),
            4 => new Stage($"pad {rows % 3},{columns % 3},1,0 mode={(mode == "nearest" ? "replicate" : "constant")}", [shape[0], shape[1] + rows % 3 + 1, shape[2] + columns % 3]),
            5 when shape[1] > 1 && shape[2] > 1 =>
                new Stage($"fractionalmaxpool 1.25 sequence={sequence} overlapping=no", [shape[0], (int)(shape[1] / 1.25), (int)(shape[2] / 1.25)]),
            6 => new Stage($"padchannels {rows % 3} {columns % 4}", [shape[0] + rows % 3 + columns % 4, shape[1], shape[2]]),
            7 => new Stage($"deconv {rows} 3x2 stride=2x1 pad=1x0", [rows, (2 * shape[1]) - 1, shape[2] + 1]),
            _ => new Stage(mode == "nearest" ? "globalmaxpool" : "globalavgpool", [shape[0]]),
        };

    /// <summary>What normalizes or disturbs, and keeps the shape. Their eps bounds how much a channel of equal numbers enlarges the rounding.</summary>
    static Gen<Stage> Regularizer(int[] shape) =>
        from groups in Divisor(shape[0])
        from text in Gen.OneOf<string>(
            "batchnorm eps=0.1", "batchnorm eps=0.1 affine=no", "batchnorm frozen=yes", "layernorm eps=0.1", $"groupnorm {groups} eps=0.1", "scale", "scale bias=no",
            "dropout 0.3", shape.Length == 3 ? "dropout 0.3 per=channel" : "dropout 0.4", "stochasticdepth 0.6", "stochasticdepth 0.7 per=example")
        select new Stage(text, shape);

    /// <summary>Some of the elements of a vector.</summary>
    static Gen<Stage> Narrowed(int[] shape) =>
        from pieces in Divisor(shape[0])
        from start in Gen.Int[0, shape[0] - 1]
        from count in Gen.Int[1, shape[0] - start]
        from units in Units
        from kind in Gen.Int[0, 2]
        select kind switch
        {
            0 when pieces is > 1 and <= 32 => new Stage($"maxout {pieces}", [shape[0] / pieces]),
            1 => new Stage($"dropconnect {units} p=0.3", [units]),
            _ => new Stage($"slice {start} {count}", [count]),
        };

    static Gen<Stage> Dense =>
        from units in Units
        from bias in YesOrNo
        select new Stage($"dense {units} bias={bias}", [units]);

    static Gen<Stage> Pointwise(int[] shape) =>
        from text in Gen.Frequency<string>((6, Activation), (1, Gen.OneOf<string>("softmax", "log-softmax")))
        select new Stage(text, shape);

    static Gen<Stage> Flat(int[] shape) => Gen.OneOf<string>("flatten", "reshape -1").Select(text => new Stage(text, [Size(shape)]));

    static Gen<Stage> Permuted(int[] shape) => Gen.Const(new Stage($"reshape {shape[2]}x{shape[0]}x{shape[1]}", [shape[2], shape[0], shape[1]]));

    static Gen<Stage> Image(int length) =>
        from channels in Divisor(length)
        from height in Divisor(length / channels)
        select new Stage($"reshape {channels}x{height}x-1", [channels, height, length / channels / height]);

    static Gen<Stage> Conv(int[] shape) =>
        from groups in Divisor(shape[0])
        from filters in Gen.Int[1, System.Math.Max(1, MostChannels / groups)]
        from rows in FilterAxis(shape[1])
        from columns in FilterAxis(shape[2])
        from same in Gen.Bool
        from bias in YesOrNo
        select new Stage(
            $"conv {groups * filters} {rows.Window}x{columns.Window} dilation={rows.Dilation}x{columns.Dilation} groups={groups} bias={bias} {Steps(rows, columns, same)}",
            [groups * filters, rows.Result(shape[1], same), columns.Result(shape[2], same)]);

    static Gen<Stage> Pool(int[] shape) =>
        from layer in Gen.OneOf<string>("maxpool {0}", "avgpool {0}", "avgpool {0} count_pad=no")
        from rows in PoolAxis(shape[1])
        from columns in PoolAxis(shape[2])
        from same in Gen.Bool
        select new Stage(
            $"{string.Format(null, layer, $"{rows.Window}x{columns.Window}")} {Steps(rows, columns, same)}",
            [shape[0], rows.Result(shape[1], same), columns.Result(shape[2], same)]);

    static string Steps(Axis rows, Axis columns, bool same) =>
        $"stride={rows.Stride}x{columns.Stride} pad={(same ? "same" : $"{rows.Before},{columns.Before},{rows.After},{columns.After}")}";

    /// <summary>One axis of a window over an image.</summary>
    sealed record Axis(int Window, int Dilation, int Stride, int Before, int After)
    {
        public int Extent => ((Window - 1) * Dilation) + 1;

        public int Result(int size, bool same) => same ? (size + Stride - 1) / Stride : ((size + Before + After - Extent) / Stride) + 1;
    }

    /// <summary>A filter larger than the image has the padding it needs.</summary>
    static Gen<Axis> FilterAxis(int size) =>
        from window in Gen.Int[1, 5]
        from dilation in Gen.Int[1, 2]
        from stride in Gen.Int[1, 3]
        from before in Gen.Int[0, 2]
        from after in Gen.Int[0, 2]
        let axis = new Axis(window, dilation, stride, before, after)
        select axis with { Before = System.Math.Max(before, axis.Extent - size - after) };

    static Gen<Axis> PoolAxis(int size) =>
        from window in Gen.Int[1, System.Math.Min(4, size)]
        from stride in Gen.Int[1, 3]
        from before in Gen.Int[0, window / 2]
        from after in Gen.Int[0, window / 2]
        select new Axis(window, 1, stride, before, after);

    static Gen<string> YesOrNo => Gen.OneOf<string>("yes", "no");

    static Gen<int> Divisor(int number)
    {
        int[] divisors = [.. Enumerable.Range(1, number).Where(d => number % d == 0)];
        return Gen.Int[0, divisors.Length - 1].Select(i => divisors[i]);
    }

    static int Size(int[] shape) => shape.Aggregate(1, (product, dim) => product * dim);
}
