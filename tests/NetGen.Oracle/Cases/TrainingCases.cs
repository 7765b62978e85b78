using System.Collections.Generic;
using System.Linq;

namespace NetGen.Oracle.Cases;

/// <summary>Losses over numbers of classes, optimizers with and without their arguments.</summary>
static class TrainingCases
{
    static readonly string[] LossTexts =
    [
        "softmax-cross-entropy", "mse", "hinge", "hinge margin=0.5 form=pytorch", "binary-cross-entropy",
        "softmax-cross-entropy smoothing=0.1", "softmax-cross-entropy labels=probabilities", "softmax-cross-entropy smoothing=0.1 labels=probabilities",
    ];

    static readonly string[] OptimizerTexts =
    [
        "sgd lr=0.1", "momentum lr=0.05 rho=0.8", "nesterov lr=0.05", "nesterov lr=0.05 form=pytorch", "adagrad lr=0.1", "rmsprop", "rmsprop lr=0.01 decay=0.99 eps=1e-5",
        "adam", "adam lr=0.01 beta1=0.8 beta2=0.99 eps=1e-8", "adamw",
    ];

    public static IReadOnlyList<Case> Losses { get; } =
    [
        .. LossTexts.SelectMany((loss, i) => new[] { 2, 10, 17, 1000 }.Select(classes => new Case($"Loss{i + 1}Of{classes}", $"""
            network Loss{i + 1}Of{classes}
            input x: 5
            dense {classes}
            train
              loss {loss}
              optimizer sgd lr=0.1
            """) { Small = classes is 2 or 17, Examples = [1, 64], BatchSize = 64 })),
        new Case("LossOfImage", """
            network LossOfImage
            unroll tiles
            input x: 3x5x7
            conv 2 3x3 pad=1
            train
              loss binary-cross-entropy
              optimizer sgd lr=0.1
            """) { Small = true },
        new Case("SharedTarget", """
            network SharedTarget
            input x: 13
            hidden = x | dense 17 | tanh
            scores = hidden | dense 10
            early = x | dense 10
            output scores
            train
              loss softmax-cross-entropy of scores target=labels
              loss softmax-cross-entropy of early weight=0.3 target=labels
              optimizer momentum lr=0.1
            """) { Small = true },
        new Case("SeveralLosses", """
            network SeveralLosses
            input x: 13
            hidden = x | dense 17 | tanh
            scores = hidden | dense 10
            copy = hidden | dense 13
            output scores, copy
            train
              loss softmax-cross-entropy of scores
              loss mse of copy weight=0.25
              optimizer momentum lr=0.1
            """) { Small = true },
    ];

    /// <summary>Limits that bind and limits that do not; parameters of several blocks of the sum of squares, and of one.</summary>
    public static IReadOnlyList<Case> Clipping { get; } =
    [
        .. new[] { "norm=0.05", "value=0.01", "norm=0.3 value=0.02", "norm=1000 value=1000" }.Select((limits, i) => new Case($"Clip{i + 1}", $"""
            network Clip{i + 1}
            input x: 5
            dense 7 | tanh | dense 3
            train
              loss mse
              optimizer {(i % 2 == 0 ? "sgd lr=0.5" : "adam")}
              clip {limits}
            """) { Small = true }),
        new Case("ClipImages", """
            network ClipImages
            unroll tiles
            input x: 3x7x7
            conv 10 3x3 | tanh | conv 15 3x3 groups=5 | tanh | dense 13
            train
              loss mse
              optimizer momentum lr=0.5
              decay 0.01
              clip norm=0.1 value=0.02
            """) { Small = true },
        new Case("ClipBlocks", """
            network ClipBlocks
            unroll tiles
            input x: 67
            dense 101 | tanh | dense 83 | tanh | dense 3
            train
              loss mse
              optimizer sgd lr=0.5
              clip norm=0.1
            """),
        new Case("ClipGroups", """
            network ClipGroups
            unroll tiles
            input x: 1x7x7
            first: repeat 2
              conv 5 3x3 | tanh
            second: dense 11 | tanh
            second_not: dense 9 | tanh
            dense 3
            train
              loss mse
              optimizer sgd lr=0.5
              decay 0.01
              clip norm=0.05 of first
              clip norm=0.01 value=0.003 of first.0.conv1
              clip value=0.004 of second
              clip norm=0.1
            """) { Small = true },
    ];

    /// <summary>Penalties of both kinds, of some parameters and of all, with every way of a decay to act; limits of norms that bind and that do not, of every kind of
    /// weights.</summary>
    public static IReadOnlyList<Case> Regularization { get; } =
    [
        .. new[] { "sgd lr=0.5", "momentum lr=0.1", "adam lr=0.01", "adamw lr=0.1" }.Select((optimizer, i) => new Case($"Penalties{i + 1}", $"""
            network Penalties{i + 1}
            input x: 5
            first: dense 7 | tanh
            second: dense 6 | tanh
            dense 3
            train
              loss mse
              optimizer {optimizer}
              decay 0.1 l1=0.02
              decay l1=0.05 parameters=all of first
              decay 0.3 of second.bias
              decay 0 of second
              maxnorm 0.8
            """) { Small = true }),
        new Case("PenaltiesOfScales", """
            network PenaltiesOfScales
            unroll tiles
            input x: 3x7x7
            conv 10 3x3 | batchnorm | prelu | conv 4 3x3 | layernorm | dense 13
            train
              loss mse
              optimizer sgd lr=0.5
              decay 0.1 parameters=all
              decay 0 of batchnorm1.weight
            """) { Small = true },
        new Case("MaxNormOfImages", """
            network MaxNormOfImages
            unroll tiles
            input x: 6x7x7
            plain: conv 10 3x3 | tanh
            grouped: conv 15 3x3 groups=5 | tanh
            depthwise: conv 15 3x3 groups=15 | tanh
            wide: conv 40 1x1 | tanh
            back: deconv 8 3x3 groups=4 | tanh
            spread: deconv 8 3x3 groups=8 | tanh
            whole: deconv 5 3x3 | tanh
            dense 13
            train
              loss mse
              optimizer sgd lr=0.5
              maxnorm 0.7
              maxnorm 100 of wide
            """) { Small = true },
        new Case("MaxNormOfSequences", """
            network MaxNormOfSequences
            input x: tokens(11)[4]
            embed 7 | lstm 5 returns=last | dense 3
            train
              loss mse
              optimizer momentum lr=0.5
              decay l1=0.01
              maxnorm 0.6
            """) { Small = true },
    ];

    /// <summary>Without decay in straight-line code, with decay in loops.</summary>
    public static IReadOnlyList<Case> Optimizers { get; } =
    [
        .. OptimizerTexts.Select((optimizer, i) => new Case($"Optimizer{i + 1}", $"""
            network Optimizer{i + 1}
            input x: 5
            dense 7 | tanh | dense 3
            train
              loss mse
              optimizer {optimizer}
            """) { Small = true }),
        .. OptimizerTexts.Select((optimizer, i) => new Case($"Optimizer{i + 1}Decay", $"""
            network Optimizer{i + 1}Decay
            unroll tiles
            input x: 1x7x7
            conv 5 3x3 | tanh | dense 13
            train
              loss mse
              optimizer {optimizer}
              decay 0.01
            """) { Small = true }),
    ];
}
