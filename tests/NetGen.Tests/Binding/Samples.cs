using System.Collections.Generic;

namespace NetGen.Tests.Binding;

/// <summary>Valid specs that use everything the language has.</summary>
static class Samples
{
    public const string LeNet5 = """
        # LeNet5.net.txt
        network LeNet5
        input image: 1x28x28

        conv 6 5x5 pad=2 | tanh | avgpool 2
        conv 16 5x5      | tanh | avgpool 2
        dense 120 | tanh
        dense 84  | tanh
        dense 10

        train
          loss softmax-cross-entropy
          optimizer adam lr=1e-3
        """;

    public const string Residual = """
        block basic(channels, stride=1)
          main = in | conv channels 3x3 stride=stride pad=1 bias=no | relu
                    | conv channels 3x3 pad=1 bias=no
          if stride != 1 or in.channels != channels
            skip = in | downsample.0: conv channels 1x1 stride=stride bias=no
          else
            skip = in
          main + skip | relu

        network Residual(classes=10)
        input image: 3x16x16
        conv 8 3x3 pad=1 | relu
        layer1: repeat 2
          basic 8
        layer2: repeat 2 as i
          if i == 0
            basic 16 stride=2
          else
            basic 16
        avgpool 8 | flatten | fc: dense classes

        network Digits = Residual(classes=7)
        """;

    public const string Inception = """
        block inception(c1, r3, c3, pp)
          a = in | conv c1 1x1 | relu
          b = in | conv r3 1x1 | relu | conv c3 3x3 pad=1 | relu
          d = in | maxpool 3 stride=1 pad=1 | conv pp 1x1 | relu
          concat a, b, d

        network Inception
          input image: 3x8x8
          input extra: 16
          unroll tiles
          features = image | inception 4 2 4 2 | mixed: inception(4, r3=2, c3=6, pp=2) | avgpool 8 | flatten
          both = concat features, extra
          scores = both | dense 10
          gate = both | dense 28 | sigmoid
          copy = gate * both | dense (2 * 3)
          output scores, copy
          train
            loss softmax-cross-entropy of scores
            loss mse of copy weight=0.25
            optimizer momentum lr=0.1 rho=0.9
            decay 1e-4 l1=1e-5
            decay 1e-3 parameters=all of inception1
            decay l1=0 of dense1.bias
            maxnorm 4
            maxnorm 3 of inception1
            clip norm=5 value=1
            clip norm=1 of inception1
        """;

    public static IReadOnlyList<string> All { get; } = [LeNet5, Residual, Inception];
}
