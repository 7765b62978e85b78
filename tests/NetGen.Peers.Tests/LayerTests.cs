using System;
using System.Linq;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;
using NetGen.Oracle;
using NetGen.Peers.Onnx;
using NetGen.Peers.Torch;
using Xunit;
using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace NetGen.Peers.Tests;

/// <summary>Layers behind a convolution or dense layer, translated: predictions against ONNX Runtime's, losses and gradients against PyTorch's.</summary>
public class LayerTests
{
    const int Batch = 3;

    static readonly string[] OfBoth =
    [
        "input x: 5\ndense 9 | leakyrelu 0.1 | dense 9 | elu 0.7 | dense 9 | selu | dense 9 | softplus | dense 5 | softmax",
        "input x: 5\ndense 9 | gelu | dense 9 | gelu approximate=tanh | dense 9 | silu | dense 9 | swish 1 | dense 9 | hardswish | dense 5 | log-softmax",
        "input x: 2x5x3\nconv 6 3x3 | prelu per_channel=yes | conv 6 1x1 | prelu",
        "input x: 2x9x8\nconv 6 1x1 | maxpool 3 stride=2 ceil=yes | conv 6 1x1 | avgpool 3 stride=2 ceil=yes",
        "input x: 2x9x8\nconv 6 1x1 | maxpool 3x2 | avgpool 3x2",
        "input x: 2x9x8\nconv 6 3x3 | maxout 3 | globalavgpool | dense 6 | maxout 2",
        "input x: 2x5x3\nconv 6 3x3 pad=1 | globalmaxpool",
        "input x: 2x5x3\nconv 17 3x3 pad=1 | lrn alpha=0.5 k=2",
        "input x: 6x7x5\nconv 18 3x3 groups=3 | conv 18 3x3 groups=18 pad=1 stride=2",
        "input x: 2x4x5\nconv 6 1x1 | deconv 4 3x2 stride=2x1 pad=1x0 output_pad=1x0 groups=2",
        "input x: 2x4x5\nconv 6 1x1 | deconv 6 4x4 stride=2 pad=1 groups=6",
        "input x: 2x6x9\nconv 6 1x1 | adaptiveavgpool 2x3 | upsample 3 | conv 2 1x1 | upsample 2x3 mode=bilinear",
        "input x: 2x5x4\nconv 6 1x1 | resize 7x9 | conv 6 1x1 | resize 3x11 mode=bilinear",
        "input x: 2x5x4\nconv 6 1x1 | pad 1,2,0,3 value=0.5 | conv 6 1x1 | pad 2x1 mode=reflect | conv 6 1x1 | pad 1 mode=replicate",
        "input x: 2x5x4\nconv 6 1x1 | layernorm | conv 6 3x3 | groupnorm 3 eps=1e-3 | dense 20 | layernorm | dense 20 | groupnorm 5",
        "input x: 2x4x5\nconv 6 1x1 | deconv 8 3x3 pad=1 dilation=2 | deconv 3 3x3",
        "input x: 2x5x4\nconv 6 1x1 | layernorm | dense 5",
        "input x: 2x5x4\nconv 6 1x1 | groupnorm 3 eps=1e-3 | dense 5",
        "input x: 6\ndense 20 | layernorm | dense 20 | groupnorm 5 | dense 5",
        "input x: 6\ndense 20 bias=no | batchnorm | tanh | dense 7 bias=no | batchnorm eps=1e-3 | dropconnect 5 p=0",
    ];

    /// <summary>What ONNX, or PyTorch, has no operator for.</summary>
    static readonly string[] OfOnnx =
    [
        "input x: 2x4x5\nconv 6 1x1 | deconv 4 3x3 stride=2 pad=same | conv 3 1x1 pad=1,0,2,0 | maxpool 2 pad=0,1,1,0",
    ];

    static readonly string[] OfPyTorch = ["input x: 2x7x10\nconv 6 1x1 | adaptiveavgpool 5x3 | conv 6 1x1 | adaptiveavgpool 9x4 | layernorm affine=no | groupnorm 3 affine=no"];

    public static TheoryData<string, Implementation> InOnnx() => Implementations.Of([.. OfBoth, .. OfOnnx]);

    public static TheoryData<string, Implementation> InPyTorch() => Implementations.Of([.. OfBoth, .. OfPyTorch]);

    [Theory, MemberData(nameof(InOnnx))]
    public void PredictAsOnnxRuntime(string layers, Implementation implementation)
    {
        using Subject subject = Trained(layers, implementation);
        var input = subject.Network.Values[subject.Network.Inputs[0]];
        float[] x = Close.Random(new Random(5), Batch * (int)input.Shape.Size);
        float[] y = new float[Batch * subject.Network.Values[subject.Network.Outputs[0]].Shape.Size];
        subject.Net.Predict([x], [y]);

        using var session = new InferenceSession(OnnxModel.Build(subject.Network, subject.Parameters, Batch));
        var tensor = new DenseTensor<float>(x, [Batch, .. input.Shape.Dims]);
        using var results = session.Run([NamedOnnxValue.CreateFromTensor(input.Name, tensor)]);
        Close.Check("prediction", [.. results.Single().AsEnumerable<float>()], y, 1e-5);
    }

    [Theory, MemberData(nameof(InPyTorch))]
    public void TrainAsPyTorch(string layers, Implementation implementation)
    {
        using Subject subject = Trained(layers, implementation);
        var random = new Random(6);
        var input = subject.Network.Values[subject.Network.Inputs[0]];
        var output = subject.Network.Values[subject.Network.Outputs[0]];
        float[] x = Close.Random(random, Batch * (int)input.Shape.Size), target = Close.Random(random, Batch * (int)output.Shape.Size);

        var parameters = new TorchParameters(subject.Parameters, type: ScalarType.Float64);
        using TorchSharp.torch.Tensor expected = F.mse_loss(
            new TorchNetwork(subject.Network, parameters).Forward(tensor(x, Batched(input.Shape)).to(ScalarType.Float64)),
            tensor(target, Batched(output.Shape)).to(ScalarType.Float64));
        expected.backward();

        Close.Check("loss", [(float)expected.item<double>()], [subject.Net.Backward([x, target])], 1e-5);
        string[] trained = [.. subject.Network.Layers.SelectMany(l => l.Parameters).Where(p => !p.IsState).Select(p => p.Name)];
        foreach (string parameter in trained) Close.Check(parameter, parameters.Gradient(parameter), subject.Gradient(parameter), 1e-4);
    }

    static Subject Trained(string layers, Implementation implementation) =>
        new($"network Compared\n{layers}\ntrain\n  loss mse\n  optimizer sgd\n", Batch, implementation);

    static long[] Batched(NetGen.Compiler.Shape shape) => [Batch, .. shape.Dims.Select(dim => (long)dim)];
}
