using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;
using NetGen.Oracle.Cases;
using NetGen.Oracle.Checks;
using NetGen.Peers.Onnx;
using NetGen.Tests.Harness;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;
using BoundNetwork = NetGen.Compiler.Binding.Network;
using Tensor = TorchSharp.torch.Tensor;
using F = TorchSharp.torch.nn.functional;

namespace NetGen.Peers.Tests;

/// <summary>Recurrent layers against PyTorch's own modules, forward and backward, and against ONNX Runtime's operators; all networks are compiled together.</summary>
public class RecurrentTests
{
    const int Inputs = 5;

    /// <summary>Layer, time steps and examples.</summary>
    static readonly (string Layer, int Times, int Batch)[] Cases =
    [
        .. from kind in (string[])["rnn", "rnn activation=relu", "lstm", "gru"]
           from size in ((int Hidden, int Times, int Batch)[])[(1, 1, 3), (7, 2, 1), (16, 50, 3), (17, 2, 32), (64, 50, 1), (200, 2, 3)]
           select ($"{kind.Insert(kind.Contains(' ') ? kind.IndexOf(' ') : kind.Length, $" {size.Hidden}")}", size.Times, size.Batch),
        .. from kind in (string[])["rnn", "lstm", "gru"]
           from more in (string[])["layers=2", "bidirectional=yes", "layers=3 bidirectional=yes", "bias=no"]
           select ($"{kind} 9 {more}", 7, 3),
    ];

    static readonly Lazy<NetworkFactory> Compiled = new(() => GeneratedAssembly.Compile([.. Cases.Select((_, i) => SpecBinder.Bind(Spec(i)))], MachineTargets.All[^1]));

    public static TheoryData<int, string> All()
    {
        var data = new TheoryData<int, string>();
        for (int i = 0; i < Cases.Length; i++) data.Add(i, $"{Cases[i].Layer}, {Cases[i].Times} steps of {Cases[i].Batch}");
        return data;
    }

    [Theory, MemberData(nameof(All))]
    public void TrainAsPyTorch(int number, string _)
    {
        (string layer, int times, int batch) = Cases[number];
        BoundNetwork network = SpecBinder.Bind(Spec(number));
        using INetworkUnderTest net = Compiled.Value(network.Name, 1, 1, batch);
        IReadOnlyList<PeerParameter> parameters = PeerParameter.ReadAll(network, net.GetParameter);
        using nn.Module module = Module(network.Layers[0].Arguments, layer.Split(' ')[0], parameters);
        int outputs = (int)network.Values[network.Outputs[0]].Shape.Size;
        var random = new Random(7);
        float[] x = Close.Random(random, batch * times * Inputs), target = Close.Random(random, batch * times * outputs), y = new float[target.Length];

        using Tensor expected = Forward(module, tensor(x, [batch, times, Inputs])), loss = F.mse_loss(expected, tensor(target, [batch, times, outputs]));
        loss.backward();

        net.Predict([x], [y]);
        Close.Check("prediction", [.. expected.data<float>()], y, 1e-5);
        Close.Check("loss", [loss.item<float>()], [net.Backward([x, target])], 1e-5);
        foreach ((string name, Tensor parameter) in module.named_parameters())
        {
            var gradient = new float[parameter.numel()];
            net.GetGradient($"r.{name}", gradient);
            Close.Check(name, [.. parameter.grad!.contiguous().data<float>()], gradient, 1e-4);
        }
    }

    [Theory, MemberData(nameof(All))]
    public void PredictAsOnnxRuntime(int number, string _)
    {
        (string layer, int times, int batch) = Cases[number];
        BoundNetwork network = SpecBinder.Bind(Spec(number));
        if (network.Layers[0].Arguments.Int("layers") > 1) return; // ONNX's operators are of one layer
        using INetworkUnderTest net = Compiled.Value(network.Name, 1, 1, batch);
        int outputs = (int)network.Values[network.Outputs[0]].Shape.Size;
        float[] x = Close.Random(new Random(8), batch * times * Inputs), y = new float[batch * times * outputs];
        net.Predict([x], [y]);

        byte[] model = OnnxRecurrent.Build(layer.Split(' ')[0], network.Layers[0].Arguments, PeerParameter.ReadAll(network, net.GetParameter), times, batch, Inputs);
        using var session = new InferenceSession(model);
        var steps = new DenseTensor<float>([times, batch, Inputs]);
        for (int t = 0; t < times; t++)
            for (int n = 0; n < batch; n++)
                for (int i = 0; i < Inputs; i++) steps[t, n, i] = x[(((n * times) + t) * Inputs) + i];
        using var results = session.Run([NamedOnnxValue.CreateFromTensor("x", steps)]);
        // [time, direction, example, unit] to [example, time, direction and unit].
        Microsoft.ML.OnnxRuntime.Tensors.Tensor<float> given = results.Single().AsTensor<float>();
        int directions = given.Dimensions[1], hidden = given.Dimensions[3];
        float[] expected = new float[y.Length];
        for (int t = 0; t < times; t++)
            for (int d = 0; d < directions; d++)
                for (int n = 0; n < batch; n++)
                    for (int j = 0; j < hidden; j++) expected[(((n * times) + t) * outputs) + (d * hidden) + j] = given[t, d, n, j];
        Close.Check("prediction", expected, y, 1e-5);
    }

    /// <summary>A window that goes on from another gives what PyTorch gives with its hidden state detached: no gradient goes over the border.</summary>
    [Fact]
    public void WindowsOfStreamsAreTruncatedAsByDetach()
    {
        const int Batch = 3, Times = 4, Hidden = 7, Windows = 3;
        using var subject = new Subject($"network Windows\ninput x: {Inputs}[{Times}]\nr: lstm {Hidden} layers=2\ntrain\n  loss mse\n  optimizer sgd\n  stream\n", Batch);
        using nn.Module module = Module(subject.Network.Layers[0].Arguments, "lstm", subject.Parameters);
        var lstm = (TorchSharp.Modules.LSTM)module;
        var random = new Random(9);
        (Tensor H, Tensor C) state = (zeros(2, Batch, Hidden), zeros(2, Batch, Hidden));
        for (int window = 0; window < Windows; window++)
        {
            float[] x = Close.Random(random, Batch * Times * Inputs), target = Close.Random(random, Batch * Times * Hidden);
            lstm.zero_grad();
            (Tensor y, Tensor h, Tensor c) = lstm.forward(tensor(x, [Batch, Times, Inputs]), (state.H, state.C));
            using Tensor loss = F.mse_loss(y, tensor(target, [Batch, Times, Hidden]));
            loss.backward();
            state = (h.detach(), c.detach());

            Close.Check($"loss of window {window}", [loss.item<float>()], [subject.Net.Backward([x, target])], 1e-5);
            foreach ((string name, Tensor parameter) in lstm.named_parameters())
                Close.Check($"{name} in window {window}", [.. parameter.grad!.contiguous().data<float>()], subject.Gradient($"r.{name}"), 1e-4);
        }
    }

    [Fact]
    public void EmbeddingsTrainAsPyTorch()
    {
        const int Batch = 3, Times = 6, Tokens = 11;
        using var subject = new Subject(
            $"network Tokens\ninput text: tokens({Tokens})[{Times}]\ne: embed 7 | dense {Tokens}\ntrain\n  loss softmax-cross-entropy\n  optimizer sgd\n", Batch);
        var random = new Random(10);
        int[] text = [.. Enumerable.Range(0, Batch * Times).Select(_ => random.Next(Tokens))], next = [.. text.Select(_ => random.Next(Tokens))];
        using Tensor table = Of(subject, "e.weight").requires_grad_(), weight = Of(subject, "dense1.weight").requires_grad_(), bias = Of(subject, "dense1.bias").requires_grad_();
        using Tensor loss = F.cross_entropy(F.linear(table.index_select(0, tensor(text).to(ScalarType.Int64)), weight, bias), tensor(next).to(ScalarType.Int64));
        loss.backward();

        Close.Check("loss", [loss.item<float>()], [subject.Net.Backward([text, next])], 1e-5);
        Close.Check("table", [.. table.grad!.data<float>()], subject.Gradient("e.weight"), 1e-4);
        Close.Check("weight", [.. weight.grad!.data<float>()], subject.Gradient("dense1.weight"), 1e-4);
    }

    static Tensor Of(Subject subject, string name)
    {
        PeerParameter parameter = subject.Parameters.Single(p => p.Name == name);
        return tensor(parameter.Values, parameter.Shape);
    }

    static string Spec(int number) => $"network R{number}\ninput x: {Inputs}[{Cases[number].Times}]\nr: {Cases[number].Layer}\ntrain\n  loss mse\n  optimizer sgd\n";

    static Tensor Forward(nn.Module module, Tensor x) => module switch
    {
        TorchSharp.Modules.LSTM lstm => lstm.forward(x).Item1,
        TorchSharp.Modules.GRU gru => gru.forward(x).Item1,
        _ => ((TorchSharp.Modules.RNN)module).forward(x, null).Item1,
    };

    static nn.Module Module(NetGen.Compiler.Binding.Arguments arguments, string kind, IReadOnlyList<PeerParameter> parameters)
    {
        (int hidden, int layers, bool both, bool bias) = (arguments.Int("hidden"), arguments.Int("layers"), arguments.Bool("bidirectional"), arguments.Bool("bias"));
        nn.Module module = kind switch
        {
            "lstm" => nn.LSTM(Inputs, hidden, layers, bias, batchFirst: true, bidirectional: both),
            "gru" => nn.GRU(Inputs, hidden, layers, bias, batchFirst: true, bidirectional: both),
            _ => nn.RNN(
                Inputs, hidden, layers, arguments.Word("activation") == "relu" ? nn.NonLinearities.ReLU : nn.NonLinearities.Tanh,
                bias, batchFirst: true, bidirectional: both),
        };
        using (no_grad())
            foreach ((string name, Tensor parameter) in module.named_parameters())
            {
                PeerParameter own = parameters.Single(p => p.Name == $"r.{name.Split('.')[^1]}");
                Assert.Equal(own.Shape, parameter.shape);
                parameter.copy_(tensor(own.Values, own.Shape));
            }
        return module;
    }
}
