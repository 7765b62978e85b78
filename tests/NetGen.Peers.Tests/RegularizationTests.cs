using System;
using System.Collections.Generic;
using System.Linq;
using NetGen.Peers.Torch;
using Xunit;
using static TorchSharp.torch;
using AdamW = TorchSharp.Modules.AdamW;
using SGD = TorchSharp.Modules.SGD;
using TorchParameter = TorchSharp.Modules.Parameter;

namespace NetGen.Peers.Tests;

/// <summary>Steps with penalties and limits of norms against PyTorch: weight_decay of parameter groups, an L1 penalty in the loss that autograd differentiates, and
/// renorm.</summary>
public class RegularizationTests
{
    const int Steps = 8;
    const int Batch = 6;

    /// <summary>What PyTorch is asked for: the optimizer of the four parameters, what is added to the loss, and what is done behind the step.</summary>
    sealed record Peer(Func<TorchParameters, optim.Optimizer> Optimizer)
    {
        public Func<TorchParameters, Tensor>? Penalty { get; init; }

        public Action<TorchParameters>? Behind { get; init; }
    }

    static readonly Dictionary<string, Peer> Peers = new()
    {
        ["optimizer momentum lr=0.1\n  decay 0.1"] = new(p => optim.SGD([Momentum(p, 0.1, "first.weight", "second.weight"), Momentum(p, 0, "first.bias", "second.bias")], 0.1)),
        ["optimizer momentum lr=0.1\n  decay 0.1 parameters=all"] = new(p => optim.SGD(p.Trained, 0.1, momentum: 0.9, weight_decay: 0.1)),
        ["optimizer momentum lr=0.1\n  decay 0.1 of first\n  decay 0.2 of second.bias"] =
            new(p => optim.SGD([Momentum(p, 0.1, "first.weight"), Momentum(p, 0.2, "second.bias"), Momentum(p, 0, "first.bias", "second.weight")], 0.1)),
        ["optimizer adamw lr=0.01 eps=1e-8\n  decay 0.5\n  decay 0.1 parameters=all of second"] = new(p => optim.AdamW(
            [Decoupled(p, 0.5, "first.weight"), Decoupled(p, 0.1, "second.weight", "second.bias"), Decoupled(p, 0, "first.bias")], 0.01)),
        ["optimizer sgd lr=0.1\n  decay l1=0.05"] = new(p => optim.SGD(p.Trained, 0.1))
        {
            Penalty = p => 0.05 * (p.All["first.weight"].abs().sum() + p.All["second.weight"].abs().sum()),
        },
        ["optimizer adam lr=0.01 eps=1e-8\n  decay 0.1 l1=0.05 parameters=all of first"] = new(p => optim.Adam(p.Trained, 0.01))
        {
            Penalty = p => Of(p, "first.weight", "first.bias").Select(w => (0.05 * w.abs().sum()) + (0.05 * w.square().sum())).Aggregate((a, b) => a + b),
        },
        ["optimizer sgd lr=0.5\n  maxnorm 0.7"] = new(p => optim.SGD(p.Trained, 0.5)) { Behind = p => Renorm(0.7, p, "first.weight", "second.weight") },
        ["optimizer momentum lr=0.1\n  decay 0.01\n  maxnorm 0.9 of second"] =
            new(p => optim.SGD([Momentum(p, 0.01, "first.weight", "second.weight"), Momentum(p, 0, "first.bias", "second.bias")], 0.1))
            {
                Behind = p => Renorm(0.9, p, "second.weight"),
            },
    };

    public static TheoryData<string, Implementation> Lines() => Implementations.Of(Peers.Keys);

    [Theory, MemberData(nameof(Lines))]
    public void StepsAgreeWithPyTorch(string lines, Implementation implementation)
    {
        using var subject = new Subject($"""
            network Regularized
            input x: 2x5x5
            first: conv 5 3x3 | tanh
            second: dense 4
            train
              loss mse
              {lines}
            """, Batch, implementation);
        using var torch = new TorchParameters(subject.Parameters);
        Peer peer = Peers[lines];
        optim.Optimizer optimizer = peer.Optimizer(torch);
        var random = new Random(1);
        for (int step = 0; step < Steps; step++)
        {
            float[] x = Close.Random(random, Batch * 50), target = Close.Random(random, Batch * 4);
            float loss = subject.Net.Step([x, target]);
            torch.ClearGradients();
            Tensor prediction = torch.Linear(torch.Conv(tensor(x, [Batch, 2, 5, 5]), "first", [1, 1], [0, 0]).tanh().flatten(1), "second");
            Tensor expected = nn.functional.mse_loss(prediction, tensor(target, [Batch, 4]));
            // The loss that is told has no penalty in it.
            Close.Check("loss", [expected.item<float>()], [loss], 1e-5);
            (peer.Penalty is { } penalty ? expected + penalty(torch) : expected).backward();
            optimizer.step();
            using (no_grad()) peer.Behind?.Invoke(torch);
        }

        foreach (string name in subject.ParameterNames) Close.Check(name, torch.Value(name), subject.Parameter(name), 2e-5);
    }

    static TorchParameter[] Of(TorchParameters parameters, params string[] names) => [.. names.Select(name => parameters.All[name])];

    static SGD.ParamGroup Momentum(TorchParameters parameters, double decay, params string[] names) => new(Of(parameters, names), lr: 0.1, momentum: 0.9, weight_decay: decay);

    static AdamW.ParamGroup Decoupled(TorchParameters parameters, double decay, params string[] names) => new(Of(parameters, names), lr: 0.01, weight_decay: decay);

    static void Renorm(double limit, TorchParameters parameters, params string[] names)
    {
        foreach (TorchParameter weight in Of(parameters, names)) weight.copy_(weight.renorm(2, 0, (float)limit));
    }
}
