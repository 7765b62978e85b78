namespace NetGen.Tests.Generator;

/// <summary>LeNet-5 in both forms.</summary>
internal static class Examples
{
    public const string LeNet5Text = """
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

    public const string LeNet5Attributes = """
        using NetGen;
        namespace Project;

        [Network, Input(1, 28, 28, Name = "image")]
        [Conv(6, 5, Pad = 2), Tanh, AvgPool(2), Conv(16, 5), Tanh, AvgPool(2)]
        [Dense(120), Tanh, Dense(84), Tanh, Dense(10)]
        [SoftmaxCrossEntropy, Adam(1e-3)]
        public partial class LeNet5;
        """;
}
