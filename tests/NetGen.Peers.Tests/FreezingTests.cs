using System;
using System.Collections.Generic;
using System.Linq;
using NetGen.Peers.Torch;
using Xunit;
using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;
using TorchParameter = TorchSharp.Modules.Parameter;

namespace NetGen.Peers.Tests;

/// <summary>Steps of networks of which a part is frozen against PyTorch's <c>requires_grad=False</c>, and learning rates of layers against its parameter groups.</summary>
public class FreezingTests
{
    const int Steps = 5, Batch = 6;

    /// <summary>Lines, which batch norms PyTorch would put into <c>eval()</c> for them, and the rate of a parameter's group.</summary>
    static readonly Dictionary<string, (string[] Evaluated, Func<string, double> Rate)> Cases = new()
    {
        ["freeze to batchnorm1"] = (["batchnorm1"], _ => 1),
        ["freeze * except dense1"] = (["batchnorm1", "batchnorm2"], _ => 1),
        ["freeze conv2"] = ([], _ => 1),
        ["freeze *.weight *.bias except dense1"] = ([], _ => 1),
        ["rate 0.1 of to batchnorm2\n  rate 2 of dense1.bias"] = ([], name => name.StartsWith("dense1", StringComparison.Ordinal) ? name == "dense1.bias" ? 2 : 1 : 0.1),
        ["freeze conv1 batchnorm1\n  rate 0.25 of conv*"] = (["batchnorm1"], name => name.StartsWith("conv", StringComparison.Ordinal) ? 0.25 : 1),
    };

    public static TheoryData<string, string, Implementation> Lines()
    {
        var data = new TheoryData<string, string, Implementation>();
        foreach (string lines in Cases.Keys)
            foreach (string optimizer in new[] { "momentum lr=0.1 rho=0.9", "adamw lr=0.01 eps=1e-8" })
                foreach (Implementation implementation in Enum.GetValues<Implementation>()) data.Add(lines, optimizer, implementation);
        return data;
    }

    [Theory, MemberData(nameof(Lines))]
    public void StepsAgreeWithPyTorch(string lines, string optimizer, Implementation implementation)
    {
        (string[] evaluated, Func<string, double> rate) = Cases[lines];
        using var subject = new Subject($"""
            network Frozen
            input x: 2x7x7
            conv 5 3x3 bias=no | batchnorm | tanh
            conv 4 3x3 bias=no | batchnorm | tanh
            dense 3
            train
              loss softmax-cross-entropy
              optimizer {optimizer}
              {lines}
            """, Batch, implementation);
        var torch = new TorchParameters(subject.Parameters, type: ScalarType.Float64);
        var before = torch.All.ToDictionary(p => p.Key, p => torch.Value(p.Key));
        optim.Optimizer[] peers = [.. torch.All.Where(p => p.Value.requires_grad).Select(p => Peer(p.Value, rate(p.Key)))];
        var random = new Random(1);
        for (int step = 0; step < Steps; step++)
        {
            float[] x = Close.Random(random, Batch * 2 * 7 * 7);
            int[] labels = [.. Enumerable.Range(0, Batch).Select(_ => random.Next(3))];
            subject.Net.Step([x, labels]);
            torch.ClearGradients();
            Tensor first = Normalized(torch.Conv(tensor(x, [Batch, 2, 7, 7]).to(ScalarType.Float64), "conv1", [1, 1], [0, 0]), "batchnorm1");
            Tensor second = Normalized(torch.Conv(first, "conv2", [1, 1], [0, 0]), "batchnorm2");
            F.cross_entropy(torch.Linear(second.flatten(1), "dense1"), tensor(labels.Select(l => (long)l).ToArray())).backward();
            foreach (optim.Optimizer peer in peers) peer.step();
        }

        foreach (string name in subject.ParameterNames)
        {
            Close.Check(name, torch.Value(name), subject.Parameter(name), 1e-4);
            if (!torch.All[name].requires_grad && !name.Contains("running", StringComparison.Ordinal)) Assert.Equal(before[name], subject.Parameter(name));
        }

        Tensor Normalized(Tensor of, string layer) => torch.BatchNorm(of, layer, !evaluated.Contains(layer), 0.1, 1e-5).tanh();

        optim.Optimizer Peer(TorchParameter parameter, double factor) =>
            optimizer.StartsWith("adamw", StringComparison.Ordinal)
                ? optim.AdamW([parameter], 0.01 * factor, weight_decay: 0)
                : optim.SGD([parameter], 0.1 * factor, momentum: 0.9);
    }
}
