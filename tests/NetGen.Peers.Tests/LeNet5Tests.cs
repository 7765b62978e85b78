using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Runtime.CompilerServices;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;
using NetGen.Peers.Onnx;
using NetGen.Peers.Torch;
using Xunit;
using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;
using Tensor = TorchSharp.torch.Tensor;

namespace NetGen.Peers.Tests;

/// <summary>The MNIST example's network: its forward pass against ONNX Runtime, its training against PyTorch.</summary>
public class LeNet5Tests
{
    const int Batch = 32;
    const int Pixels = 28 * 28;
    const int Classes = 10;

    [Fact]
    public void ForwardEqualsOnnxRuntime()
    {
        using Subject subject = LeNet5();
        float[] images = Close.Random(new Random(3), Batch * Pixels), scores = new float[Batch * Classes];
        subject.Net.Predict([images], [scores]);

        using var session = new InferenceSession(OnnxModel.Build(subject.Network, subject.Parameters, Batch));
        var input = new DenseTensor<float>(images, [Batch, 1, 28, 28]);
        using var results = session.Run([NamedOnnxValue.CreateFromTensor("image", input)]);
        Close.Check("scores", [.. results.Single().AsEnumerable<float>()], scores, 1e-5);
    }

    [Fact]
    public void HundredStepsFollowPyTorch()
    {
        using Subject subject = LeNet5();
        var parameters = new TorchParameters(subject.Parameters);
        var network = new TorchNetwork(subject.Network, parameters);
        using var optimizer = optim.Adam(parameters.Trained, 2e-3, eps: 1e-7);
        var random = new Random(4);
        for (int step = 1; step <= 100; step++)
        {
            int[] labels = [.. Enumerable.Range(0, Batch).Select(_ => random.Next(Classes))];
            float[] images = [.. labels.SelectMany(label => Image(random, label))];
            float loss = subject.Net.Step([images, labels]);

            optimizer.zero_grad();
            using Tensor expected = F.cross_entropy(network.Forward(tensor(images, [Batch, 1, 28, 28])), tensor(labels.Select(l => (long)l).ToArray()));
            expected.backward();
            optimizer.step();
            Close.Check($"loss of step {step}", [expected.item<float>()], [loss], 1e-3);
        }
    }

    /// <summary>Something to learn: noise, and a bar whose place is the class.</summary>
    static IEnumerable<float> Image(Random random, int label)
    {
        for (int i = 0; i < Pixels; i++) yield return (float)((random.NextDouble() * 0.5) + (i % 28 / 2 - 2 == label ? 0.5 : 0));
    }

    static Subject LeNet5([CallerFilePath] string source = "") =>
        new(File.ReadAllText(Path.Combine(Path.GetDirectoryName(source)!, "../../examples/Mnist/LeNet5.net.txt")), Batch);
}
