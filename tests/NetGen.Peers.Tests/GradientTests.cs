using System;
using System.Collections.Generic;
using System.Linq;
using NetGen.Compiler.Graphs;
using NetGen.Oracle;
using NetGen.Peers.Torch;
using Xunit;
using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace NetGen.Peers.Tests;

/// <summary>Losses and gradients of layers and losses against PyTorch's, for a few shapes: the oracle's definitions are everybody's.</summary>
public class GradientTests
{
    const int Batch = 3;

    delegate Tensor Peer(TorchParameters parameters, Tensor x, Tensor target);

    static readonly Dictionary<string, (string Layers, string Loss, Peer Peer)> Cases = new()
    {
        ["conv"] = ("input x: 3x9x7\nconv 5 3x3 pad=1 | tanh | conv 4 3x2 stride=2x1 pad=0x1", "mse",
            (p, x, t) => F.mse_loss(p.Conv(p.Conv(x, "conv1", [1, 1], [1, 1]).tanh(), "conv2", [2, 1], [0, 1]), t)),
        ["grouped conv"] = ("input x: 3x9x7\nconv 6 3x3 pad=2 dilation=2 groups=3 | sigmoid | conv 6 3x3 groups=6", "mse",
            (p, x, t) => F.mse_loss(p.Conv(p.Conv(x, "conv1", [1, 1], [2, 2], [2, 2], 3).sigmoid(), "conv2", [1, 1], [0, 0], groups: 6), t)),
        ["maxpool"] = ("input x: 2x9x7\nconv 5 1x1 | maxpool 3 stride=2 pad=1", "mse",
            (p, x, t) => F.mse_loss(F.max_pool2d(p.Conv(x, "conv1", [1, 1], [0, 0]), [3, 3], [2, 2], [1, 1]), t)),
        ["avgpool"] = ("input x: 2x9x7\nconv 5 1x1 | avgpool 3 stride=2 pad=1", "mse",
            (p, x, t) => F.mse_loss(F.avg_pool2d(p.Conv(x, "conv1", [1, 1], [0, 0]), [3, 3], [2, 2], [1, 1], count_include_pad: true), t)),
        ["avgpool without padding"] = ("input x: 2x9x7\nconv 5 1x1 | avgpool 3 stride=2 pad=1 count_pad=no", "mse",
            (p, x, t) => F.mse_loss(F.avg_pool2d(p.Conv(x, "conv1", [1, 1], [0, 0]), [3, 3], [2, 2], [1, 1], count_include_pad: false), t)),
        ["activations"] = ("input x: 5\ndense 9 | relu | dense 9 | leakyrelu 0.1 | dense 9 | elu 0.7 | dense 9 | softplus | dense 9 | softmax", "mse",
            (p, x, t) => F.mse_loss(F.softmax(p.Linear(F.softplus(p.Linear(F.elu(p.Linear(F.leaky_relu(p.Linear(p.Linear(x, "dense1").relu(), "dense2"), 0.1),
                "dense3"), 0.7), "dense4")), "dense5"), 1), t)),
        ["softmax-cross-entropy"] = ("input x: 5\ndense 11", "softmax-cross-entropy", (p, x, t) => F.cross_entropy(p.Linear(x, "dense1"), t)),
        ["label smoothing"] = ("input x: 5\ndense 11", "softmax-cross-entropy smoothing=0.1", (p, x, t) => F.cross_entropy(p.Linear(x, "dense1"), t, label_smoothing: 0.1)),
        ["cross-entropy with probabilities"] = ("input x: 5\ndense 11", "softmax-cross-entropy labels=probabilities", (p, x, t) => F.cross_entropy(p.Linear(x, "dense1"), t)),
        ["label smoothing of probabilities"] = ("input x: 5\ndense 11", "softmax-cross-entropy smoothing=0.1 labels=probabilities",
            (p, x, t) => F.cross_entropy(p.Linear(x, "dense1"), t, label_smoothing: 0.1)),
        ["hinge"] = ("input x: 5\ndense 11", "hinge form=pytorch", (p, x, t) => F.multi_margin_loss(p.Linear(x, "dense1"), t)),
        ["binary-cross-entropy"] = ("input x: 5\ndense 11", "binary-cross-entropy",
            (p, x, t) => F.binary_cross_entropy_with_logits(p.Linear(x, "dense1"), t)),
    };

    public static TheoryData<string, Implementation> Names() => Implementations.Of(Cases.Keys);

    [Theory, MemberData(nameof(Names))]
    public void AgreeWithPyTorch(string name, Implementation implementation)
    {
        var (layers, loss, peer) = Cases[name];
        using var subject = new Subject($"network Compared\n{layers}\ntrain\n  loss {loss}\n  optimizer sgd\n", Batch, implementation);
        var random = new Random(2);
        var input = subject.Network.Values[subject.Network.Inputs[0]];
        var target = subject.Network.Values[OracleNetwork.Targets(subject.Network)[0]];
        float[] x = Close.Random(random, Batch * (int)input.Shape.Size);
        Array t = target.Element == ElementType.Int
            ? Enumerable.Range(0, Batch).Select(_ => random.Next(11)).ToArray()
            : Close.Random(random, Batch * (int)target.Shape.Size).Select(Math.Abs).ToArray();

        var torch = new TorchParameters(subject.Parameters);
        Tensor peerTarget = t is int[] labels ? tensor(labels.Select(label => (long)label).ToArray()) : tensor((float[])t, Batched(target.Shape));
        Tensor expected = peer(torch, tensor(x, Batched(input.Shape)), peerTarget);
        expected.backward();

        Close.Check("loss", [expected.item<float>()], [subject.Net.Backward([x, t])], 1e-5);
        foreach (string parameter in subject.ParameterNames) Close.Check(parameter, torch.Gradient(parameter), subject.Gradient(parameter), 1e-4);
    }

    static long[] Batched(NetGen.Compiler.Shape shape) => [Batch, .. shape.Dims.Select(dim => (long)dim)];
}
