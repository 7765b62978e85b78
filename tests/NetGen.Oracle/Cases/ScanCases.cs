using System.Collections.Generic;

namespace NetGen.Oracle.Cases;

/// <summary>Recurrences that a user writes, and cells.</summary>
static class ScanCases
{
    public static IReadOnlyList<Case> All { get; } =
    [
        // Streams, and cells alone.
        Case("ScanOfVectors", """
            input x: 3[5]
            scan v in x
              carry h: 4
              h = v | rnncell h
              yield h
            dense 2
            """),
        Case("Cells", """
            input x: 3
            input h: 5
            input c: 5
            a, b = x | lstmcell h, c
            g = x | grucell a
            g | rnncell b activation=relu bias=no
            dense 2
            """) with { Small = true },
        Case("LargeCell", """
            input x: 33
            input h: 65
            x | grucell h
            """),
        // Decoders: states that start from other values, with lengths, with attention over regions and over a sequence.
        Case("DecoderOfLengths", """
            input v: 3
            input x: tokens(9)[6] lengths
            h0 = v | dense 7 | tanh
            c0 = v | dense 7
            y = decoder: scan w in x
              carry h = h0
              carry c = c0
              h, c = w | embed 5 | lstmcell h, c
              yield h | dense 7
            y | relu | dense 3
            """) with { Small = true },
        Case("DecoderWithRegions", """
            input image: 2x4x5
            input x: tokens(9)[4] lengths
            features = image | conv 6 3x3 pad=1 | relu
            scan w in x
              carry h = features | globalavgpool | dense 8 | tanh
              carry c: 8 learned
              seen = h | attend features score=general
              h, c = w | embed 5 | concat seen | lstmcell h, c
              yield h | dense 9
            """) with { Small = true },
        Case("SkewedDecoder", """
            input image: 2x4x5
            input x: tokens(9)[5] lengths
            features = image | conv 6 3x3 pad=1 | relu
            scan w in x
              carry h = features | globalavgpool | dense 64 | tanh
              carry c: 64 learned
              h, c = w | embed 5 | lstmcell h, c
              yield h | attend features score=general | dense 9
            """),
        // Images stand in another order than what they are flattened to.
        Case("FlattenedState", """
            input x: 128[5]
            scan v in x
              carry h: 8x4x4
              g = h | flatten | dense 128
              k = add g, v | tanh
              h = k | reshape 8x4x4
              yield k
            dense 2
            """),
        Case("FlattenedStateOfParts", """
            input x: 5[5]
            scan v in x
              carry h: 6x4x4
              yield h | conv 3 3x3 pad=1
              f = h | flatten
              k = v | grucell f
              h = k | reshape 6x4x4
            """),
        // A product that reads nothing but padding.
        Case("PaddedState", """
            input x: 96[5]
            scan v in x
              carry h: 96x1x1
              u = v | reshape 96x1x1
              g = h | conv 96 1x1 pad=1 stride=3
              h = add g, u | tanh
              yield h
            dense 2
            """),
        Case("StateOfOnePixel", """
            input x: 96x1x1[5]
            scan v in x
              carry h: 96x1x1
              g = h | conv 96 1x1 bias=no
              h = add g, v | tanh
              yield h
            dense 2
            """),
        Case("SkewedYieldBeforeNext", """
            input x: 2[7]
            p, q = scan v in x
              carry h: 64
              yield h
              h = v | grucell h
              yield h
            concat p, q | dense 1
            """),
        Case("DecoderWithMemory", """
            input m: 3[7] lengths
            input x: 4[3]
            k = m | gru 5 initial=learned
            p, q = scan v in x
              carry s: 5
              seen = s | attend k score=additive size=6
              e = v | concat seen | dropout 0.3
              s = e | grucell s
              yield s
              yield seen | dense 2
            concat p, q
            """),
        // A number of steps without a sequence, images that are carried, a delay line, blocks and conditions in the body.
        Case("ScanOfCount", """
            input v: 5
            a, b = scan 4
              carry h = v
              carry i: 2x3x3
              i = i | conv 2 3x3 pad=1 | tanh
              f = i | flatten
              h = h | concat f | dense 5 | tanh
              yield h
              yield f
            concat a, b | dense 2
            """),
        Case("ScanOfImages", """
            input x: 2x5x4[3]
            scan v in x
              carry h: 4x5x4
              z = concat v, h
              h = z | conv 4 3x3 pad=1 | layernorm | tanh
              yield h | maxpool 2 | globalavgpool
            dense 2
            """) with { Small = true },
        Case("DelayLine", """
            input x: 3[5] lengths
            scan v in x
              carry a: 3 learned
              carry b: 3
              yield concat v, a, b
              w = v | dense 3
              b = a
              a = w
            dense 2 | last
            """),
        Case("DelayOfInputs", """
            input x: 3[5]
            scan v in x
              carry a: 3
              carry b: 3
              yield concat v, a, b
              b = a
              a = v
            dense 2
            """),
        Case("TwoSequences", """
            input x: 3[4] lengths
            input z: 2[4]
            scan v, u in x, z
              carry h: 6
              if v.features == 3
                both = concat v, u
              else
                both = v
              h = both | concat h | gate
              yield h
            last | dense 2

            block gate(n=6)
              dense n | tanh
            """),
        Case("DropoutInScan", """
            input x: 3[5]
            scan v in x
              carry h: 4
              d = h | dropout 0.5
              h = v | rnncell d
              yield d
            dense 2
            """),
        Case("OneStepScan", """
            input x: 3[1]
            scan v in x
              carry h: 4 learned
              h = v | rnncell h
              yield h
            dense 2
            """),
        // Carried values that are read before they get their next one, exchanged, or share one.
        Case("YieldBeforeNext", """
            input x: 2[3]
            p, q = scan v in x
              carry h: 3
              yield h
              h = v | grucell h
              yield h
            concat p, q | dense 1
            """),
        Case("Exchange", """
            input x: 3[5]
            input i: 3
            scan v in x
              carry a = i
              carry b: 3 learned
              old = a
              a = b
              b = old
              yield concat a, b, v
            dense 1
            """),
        Case("OneNextForTwo", """
            input x: 2[4]
            scan v in x
              carry a: 3
              carry b: 3
              u = b
              n = v | rnncell a
              a = n
              b = n
              yield concat u, a
            dense 1
            """),
        Case("OneStepOfLengthsInScan", """
            input x: 2[1] lengths
            scan v in x
              carry h: 3 learned
              h = v | rnncell h
              yield h
            last | dense 1
            """),
        Case("LastOfBoth", """
            input x: tokens(9)[6] lengths
            y = x | embed 4 | lstm 6 initial=learned layers=2 bidirectional=yes
            y | last | dense 2
            """),
    ];

    static Case Case(string name, string body)
    {
        int block = body.IndexOf("\n\nblock", System.StringComparison.Ordinal);
        (string lines, string blocks) = block < 0 ? (body, "") : (body[..block], body[block..]);
        return new Case(name, $"network {name}\n{lines}\ntrain\n  loss mse\n  optimizer sgd lr=0.1\n{blocks}\n");
    }
}
