using System.Collections.Generic;
using System.Linq;

namespace NetGen.Oracle.Cases;

/// <summary>Whole networks: chains, branches, several inputs and outputs, values read several times; as loops and as straight-line code.</summary>
static class NetworkCases
{
    const string CrossEntropy = "train\n  loss softmax-cross-entropy\n  optimizer adam\n";
    const string SquaredError = "train\n  loss mse\n  optimizer sgd lr=0.1\n";

    static readonly (string Name, string Body)[] Unrollable =
    [
        ("Mlp", "input x: 13\ndense 17 | relu | dense 7\n" + CrossEntropy),
        ("TinyConv", "input x: 1x7x7\nconv 3 3x3 | relu | maxpool 2 | dense 5\n" + CrossEntropy),
        ("TinyPool", "input x: 3x5x5\nconv 4 3x3 pad=1 | tanh | avgpool 2 stride=1 | conv 2 2x2 | softplus | dense 3\n" + SquaredError),
        ("TinyHinge", "input x: 9\ndense 8 | elu | dense 8 | leakyrelu | dense 5\ntrain\n  loss hinge\n  optimizer nesterov\n"),
    ];

    public static IReadOnlyList<Case> All { get; } =
    [
        .. Unrollable.SelectMany(network => new[] { "auto", "full", "tiles" }.Select(mode =>
            Network(network.Name + char.ToUpperInvariant(mode[0]) + mode[1..], $"unroll {mode}\n{network.Body}") with { Small = mode != "auto" })),
        Network("LeNet5", """
            input image: 1x28x28
            conv 6 5x5 pad=2 | tanh | avgpool 2
            conv 16 5x5 | tanh | avgpool 2
            dense 120 | tanh
            dense 84 | tanh
            dense 10

            """ + CrossEntropy) with { Examples = [1, 2, 7, 64], BatchSize = 64, Small = true },
        Network("Linear", "input x: 784\ndense 10\n" + CrossEntropy) with { Examples = [1, 64], BatchSize = 64 },
        Network("Wide", "input x: 784\ndense 128 | relu | dense 10\n" + CrossEntropy) with { Examples = [1, 7, 64], BatchSize = 64 },
        Network("Residual", """
            input x: 3x7x7
            stem = x | conv 17 3x3 pad=1 | relu
            main = stem | conv 17 3x3 pad=1 | relu | conv 17 3x3 pad=1
            main + stem | relu | avgpool 7 | flatten | dense 10

            """ + CrossEntropy) with { Small = true },
        Network("Inception", """
            input x: 6x13x13
            a = x | conv 5 1x1 | relu
            b = x | conv 3 1x1 | relu | conv 7 3x3 pad=1 | relu
            c = x | conv 2 1x1 | relu | conv 4 5x5 pad=2 | relu
            d = x | maxpool 3 stride=1 pad=1 | conv 3 1x1 | relu
            concat a, b, c, d | maxpool 2 | dense 17

            """ + CrossEntropy),
        Network("ManyOutputs", "input x: 3x5x5\nconv 6 2x2 | tanh | dense 256 | relu | dense 288 | sigmoid | dense 7\n" + CrossEntropy) with { Examples = [1, 3, 7] },
        Network("Chain", "unroll tiles\ninput x: 5\ndense 17\nrepeat 6\n  y = tanh\nsoftplus | tanh | softplus\n" + SquaredError) with { Small = true },
        // Filters as large as their image that do not stay in a cache: more than a group of examples, sums in several parts, positions, groups, what is left of each, long
        // epilogues, and some that read several values.
        Network("LargeDense", "input x: 3\ndense 1030 | tanh | dense 131 | tanh | dense 3\n" + CrossEntropy) with { Examples = [1, 3], BatchSize = 67 },
        Network("LargeDenseInParts", "input x: 3\ndense 67 | gelu | dense 2050 | relu | dense 3\n" + SquaredError) with { Examples = [1, 3], BatchSize = 29 },
        Network("LargeDenseTimes", "input x: 3\na = x | dense 1030\nb = a | tanh\nc = a * b\nc | dense 131 | tanh | dense 3\n" + CrossEntropy) with { Examples = [1, 3], BatchSize = 19, Small = true },
        Network("LargeWindow", "input x: 2x4x3\nconv 5 3x3 pad=1 | relu | conv 37 3x3 pad=1 | tanh | dense 300 | relu | dense 3\n" + CrossEntropy) with { BatchSize = 13 },
        Network("LargeGroups", "input x: 3x3x3\nconv 122 1x1 | sigmoid | conv 256 3x3 groups=2 | dense 3\n" + SquaredError) with { BatchSize = 5 },
        Network("LargeDeconv", "input x: 1030x1x1\ndeconv 9 4x4 | relu | globalavgpool | dense 3\n" + SquaredError) with { BatchSize = 18 },
        // Convolutions by Winograd's algorithm: whole tiles and rests, several examples a task, one and several blocks of outputs, long and short epilogues, data gradients of all
        // paddings.
        Network("Winograd", "input x: 8x12x12\nconv 24 3x3 pad=1 | relu | conv 16 3x3 pad=1 | tanh | dense 5\n" + CrossEntropy) with { Small = true },
        Network("WinogradRests", "input x: 8x13x15\nconv 20 3x3 | silu | conv 12 3x3 pad=2 | sigmoid | conv 9 3x3 pad=1 | globalavgpool | dense 5\n" + CrossEntropy),
        Network("WinogradFolded",
            "input x: 32x8x8\nconv 40 3x3 pad=1 bias=false | batchnorm | elu | conv 32 3x3 pad=1 | softplus | avgpool 2 | conv 32 3x3 pad=1 | dense 5\n" + CrossEntropy),
        Network("WinogradRows", "input x: 16x37x22\nconv 18 3x3 pad=1 | silu | deconv 16 3x3 pad=1 | silu | globalavgpool | dense 5\n" + CrossEntropy),
        Network("WinogradWide", "input x: 264x4x5\nconv 16 3x3 pad=1 | tanh | conv 72 3x3 pad=1 | dense 3\n" + SquaredError),
        Network("WinogradResidual", "input x: 12x16x16\nmain = x | conv 12 3x3 pad=1 | elu | conv 12 3x3 pad=1\nmain + x | gelu | globalavgpool | dense 4\n" + SquaredError),
        Network("WinogradFrames", "input x: 8x9x10[3]\nconv 16 3x3 pad=1 | tanh | conv 8 3x3 | globalavgpool | flatten | lstm 5 | dense 3\n" + CrossEntropy),
        Network("WinogradShared",
            "input x: 8x9x9[3]\nscan v in x\n  carry h: 8x9x9\n  h = add v, h | conv 8 3x3 pad=1 | tanh\n  yield h\nconv 8 3x3 | globalavgpool | dense 3\n" + SquaredError),
        Network("WinogradRecomputed",
            "input x: 16x8x8[3]\nscan v in x\n  carry h: 16x8x8\n  h = concat v, h | conv 16 3x3 pad=1 | tanh\n  yield h | globalavgpool\nlast | dense 3\n"
                + CrossEntropy + "  recompute\n"),
        Network("WinogradScan",
            "input x: 16x8x8[3]\nscan v in x\n  carry h: 16x8x8\n  h = concat v, h | conv 16 3x3 pad=1 | tanh\n  yield h | globalavgpool\nlast | dense 3\n" + CrossEntropy),
        Network("WinogradGroups", "input x: 16x7x6\nconv 256 3x3 pad=1 | tanh | conv 12 3x3 | globalavgpool | dense 3\n" + SquaredError),
        Network("WinogradOff", "winograd off\ninput x: 8x12x12\nconv 16 3x3 pad=1 | tanh | dense 5\n" + CrossEntropy),
        // Sequences.
        Network("Frames", "input x: 1x6x5[3]\nconv 4 3x3 pad=1 | batchnorm | relu | maxpool 2 | flatten | lstm 9 | dropout 0.2 | dense 3\n" + CrossEntropy) with { Small = true },
        Network("Lengths", "input x: tokens(9)[6] lengths\nembed 7 | lstm 17 layers=2 bidirectional=yes dropout=0.2 | dense 4\n" + CrossEntropy) with { Small = true },
        Network("LastOfLengths", "input x: tokens(9)[6] lengths\nembed 7 | gru 16 bidirectional=yes returns=last | dense 4\n" + CrossEntropy),
        Network("OneStepOfLengths", "input x: 4[1] lengths\nlstm 3 | dense 2\n" + SquaredError),
        Network("Given", "input v: 3\ninput x: 4[5] lengths\nh = v | dense 12 | tanh\nc = v | dense 12\nx | lstm h, c 6 layers=2 | dense 2\n" + SquaredError) with { Small = true },
        Network("GivenToBoth", "input v: 3\ninput x: 4[5]\nh = v | dense 34 | tanh\nx | gru h 17 bidirectional=yes returns=last | dense 2\n" + SquaredError),
        Network("LastOfGiven", "input v: 3\ninput x: 4[5] lengths\nh = v | dense 48 | tanh\nx | rnn h 12 layers=2 bidirectional=yes returns=last | dense 2\n" + SquaredError),
        Network("LastOfLearned", "input x: 4[5] lengths\ngru 64 initial=learned returns=last | dense 2\n" + SquaredError),
        // Recurrences whose loops are skewed: both directions, even and odd numbers of steps, states of all origins, one and several parts, more examples than a task has.
        Network("SkewedLstm", "input x: 5[6] lengths\nlstm 64 layers=2 bidirectional=yes | dense 3\n" + SquaredError) with { Small = true },
        Network("SkewedGru", "input v: 3\ninput x: 4[5]\nh = v | dense 192 | tanh\nx | gru h 96 bidirectional=yes returns=last | dense 2\n" + SquaredError) with { BatchSize = 6 },
        Network("SkewedRnn", "input x: 3[4]\nrnn 96 bidirectional=yes initial=learned | dense 2\n" + SquaredError),
        Network("SkewedFifty", "input x: 3[50]\nlstm 128 returns=last | dense 2\n" + SquaredError) with { BatchSize = 2 },
        Network("Attention", "input x: 3[5] lengths\ninput m: 3[4] lengths\nq = x | dense 6\nk = m | dense 17\nattend q, k score=general\n" + SquaredError) with { Small = true },
        Network("AttentionByDot", "input x: 3[5]\ninput m: 3[4]\nq = x | dense 6\nk = m | dense 6\nattend q, k\n" + SquaredError),
        Network("AttentionOfOne", "input x: 3\ninput m: 3[4] lengths\nq = x | dense 16\nk = m | dense 16\nattend q, k score=scaled\n" + SquaredError),
        Network("AttentionOverRegions", "input x: 3[2]\ninput m: 1x5x4\nq = x | dense 6\nk = m | conv 7 3x3\nattend q, k score=additive size=9\n" + SquaredError),
        Network("AttentionWeights", "input x: 3[3]\ninput m: 2x3x4\nq = x | dense 6\nk = m | conv 6 1x1\nattend q, k returns=weights\n" + SquaredError),
        Network("EncoderDecoder",
            "input x: 3[3]\ninput m: 3[7] lengths\nq = x | lstm 8\nk = m | gru 5 bidirectional=yes\nc = attend q, k score=additive size=16\nconcat q, c | dense 9\n"
                + CrossEntropy) with { Small = true },
        // A long epilogue of several results, of which not the first reads the sum.
        Network("ParkedSum", """
            input x0: 8x4x3
            x1 = x0 | conv 8 3x3 pad=1 bias=no
            x2 = x0 | conv 8 1x1 bias=no
            x3 = x2 + x1
            x6 = x2 | dense 3 bias=no
            x4 = x1 | tanh
            output x3, x6, x4
            train
              loss mse of x3
              loss mse of x6
              loss mse of x4
              optimizer sgd lr=0.05

            """) with { Small = true },
        Network("Photo", """
            input image: 3x32x32
            conv 8 5x5 stride=2 pad=2 | relu | lrn 5 alpha=5e-4 k=2 | maxpool 3 stride=2
            conv 16 5x5 pad=2 groups=2 | relu | globalavgpool | dense 10

            """ + CrossEntropy) with { BatchSize = 4 },
        Network("NormalizedResidual", """
            input x: 3x7x7
            stem = x | conv 17 3x3 pad=1 bias=no | batchnorm | relu
            main = stem | conv 17 3x3 pad=1 bias=no | batchnorm | relu | conv 17 3x3 pad=1 | batchnorm
            main + stem | relu | avgpool 7 | flatten | dropout 0.3 | dense 13 | batchnorm | relu | dense 10

            """ + CrossEntropy) with { Small = true },
        Network("Fractal", """
            unroll tiles
            input x: 3x7x7
            a = x | conv 5 3x3 pad=1 | relu
            b = x | conv 5 3x3 pad=1 | relu
            c = b | conv 5 1x1
            deep = join a, c drop=0.4
            wide = x | conv 5 1x1
            d = deep | conv 5 3x3 pad=1
            e = a | conv 5 1x1
            join wide, e, d drop=0.5 global=0.5 columns=4 | dense 4

            """ + SquaredError) with { Small = true },
        Network("GlobalPath", """
            unroll tiles
            input x: 13
            a = x | dense 7
            b = x | dense 7 | tanh
            join a, b global=1 | dense 3

            """ + SquaredError) with { Small = true },
        Network("DroppedBranches", """
            input x: 3x5x5
            stem = x | conv 8 3x3 pad=1 | relu
            branch = stem | conv 8 3x3 pad=1 | batchnorm | stochasticdepth 0.5
            stem + branch | dropout 0.2 | dropconnect 13 | relu | dropconnect 5

            """ + CrossEntropy) with { Small = true },
        // Names that would be one if a dot were an underscore, or a prefix were no prefix.
        Network("LikeNames", """
            unroll tiles
            input weight: 4
            input loss: 4
            first = add weight, loss
            io = first | io: dense 4
            c = io | a.b: dense 4 | a_b: dense 4 | tanh
            d_c = c | c: dense 4 | d_c: dense 4
            v_c = d_c | relu
            output v_c

            """ + SquaredError) with { Small = true },
        Network("ConcatRows", """
            unroll tiles
            input x: 2x3x5
            a = x | conv 3 3x3 pad=1
            b = x | conv 3 1x1 | maxpool 3x1
            concat a, b axis=1 | tanh

            """ + SquaredError) with { Small = true },
        Network("ConcatColumns", """
            input x: 17x5x4
            a = x | conv 17 3x3 pad=1
            b = x | conv 17 1x1 | sigmoid
            concat b, a, b axis=2 | conv 3 1x1

            """ + SquaredError),
        Network("ConcatVectors", """
            input x: 5
            a = x | dense 17
            b = x | dense 3 | relu
            concat a, x, b | dense 7

            """ + SquaredError) with { Small = true },
        Network("SharedThrice", """
            input x: 3x5x5
            shared = x | conv 8 3x3 pad=1 | elu
            a = shared | conv 8 3x3 pad=1
            b = shared | sigmoid
            c = a * b
            c + shared | dense 10

            """ + CrossEntropy) with { Small = true },
        Network("Gate", """
            input x: 17x7x5
            y = x | conv 17 1x1
            pixel = x | conv 1 1x1 | sigmoid
            channel = x | avgpool 7x5 | conv 17 1x1 | sigmoid
            gated = mul y, pixel
            mul gated, channel

            """ + SquaredError) with { Small = true },
        Network("Square", "input x: 7\ny = x | dense 13\ny * y\n" + SquaredError) with { Small = true },
        Network("SumOfThree", "input x: 7\na = x | dense 13\nb = x | dense 13 | tanh\nadd a, b, a\n" + SquaredError) with { Small = true },
        // An image of one channel, with a border for one reader and under another shape for the other.
        Network("PaddedAndReshaped", """
            unroll tiles
            input x: 1x4x2
            y = x | tanh
            a = y | conv 3 3x3 pad=1 | dense 5
            b = y | reshape 2x1x4 | conv 4 1x3 pad=0x1 | dense 5
            a + b

            """ + SquaredError) with { Small = true },
        // The gradients of a's parameters and b's are the same.
        Network("EqualGradients", "unroll full\ninput x: 5\na = x | dense 7\nb = x | dense 7\na + b | tanh | dense 3\n" + SquaredError) with { Small = true },
        Network("TwoInputs", """
            input image: 1x7x7
            input extra: 5
            seen = image | conv 4 3x3 | relu | flatten
            known = extra | dense 9 | relu
            concat seen, known | dense 3

            """ + SquaredError) with { Small = true },
        Network("TwoOutputs", """
            input x: 17
            hidden = x | dense 31 | softplus
            mean = hidden | dense 3
            spread = hidden | dense 2 | sigmoid
            output mean, spread
            train
              loss mse of mean
              loss mse of spread weight=2
              optimizer adam

            """) with { Small = true },
        Network("Probabilities", "unroll tiles\ninput x: 3x5x7\nconv 4 3x3 | softmax\n" + SquaredError) with { Small = true },
        Network("HiddenOutput", """
            input x: 3x5x5
            features = x | conv 5 3x3 pad=1 | relu
            scores = features | dense 4
            output features, scores
            train
              loss softmax-cross-entropy of scores
              optimizer sgd lr=0.1

            """) with { Small = true },
        Network("Autoencoder", "input x: 31\ndense 7 | tanh | dense 31\n" + SquaredError),
        Network("DeepSeparable", """
            input x: 3x17x17
            conv 8 3x3 stride=2 pad=1 | relu
            conv 8 3x3 groups=8 pad=1 | relu | conv 17 1x1 | relu
            conv 17 3x3 groups=17 pad=1 stride=2 | relu | conv 31 1x1 | relu
            avgpool 5 | dense 10

            """ + CrossEntropy),
        Network("Vgg", """
            input x: 3x16x16
            conv 16 3x3 pad=1 | relu | conv 16 3x3 pad=1 | relu | maxpool 2
            conv 32 3x3 pad=1 | relu | conv 32 3x3 pad=1 | relu | maxpool 2
            dense 64 | relu | dense 10

            """ + CrossEntropy),
        Network("NoTraining", "input x: 3x7x7\nconv 5 3x3 | relu | dense 2 | softmax\n"),
    ];

    static Case Network(string name, string body) => new(name, $"network {name}\n{body}");
}
