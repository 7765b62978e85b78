using System;
using System.Collections.Generic;
using System.Linq;
using NetGen.Peers.Torch;
using Xunit;
using static TorchSharp.torch;
using TorchParameter = TorchSharp.Modules.Parameter;

namespace NetGen.Peers.Tests;

/// <summary>Ten steps of each optimizer against PyTorch's, with and without weight decay, where the definitions agree.</summary>
public class OptimizerTests
{
    const int Steps = 10;
    const int Batch = 8;
    const double Decay = 0.05;

    static readonly Dictionary<string, Func<IEnumerable<TorchParameter>, double, optim.Optimizer>> Peers = new()
    {
        ["sgd lr=0.1"] = (p, decay) => optim.SGD(p, 0.1, weight_decay: decay),
        ["momentum lr=0.1 rho=0.9"] = (p, decay) => optim.SGD(p, 0.1, momentum: 0.9, weight_decay: decay),
        ["nesterov lr=0.1 rho=0.9 form=pytorch"] = (p, decay) => optim.SGD(p, 0.1, momentum: 0.9, weight_decay: decay, nesterov: true),
        ["nesterov lr=0.1 rho=0.9 form=notes"] = (p, decay) => optim.SGD(p, 0.1, momentum: 0.9, weight_decay: decay, nesterov: true),
        ["adagrad lr=0.1 eps=1e-10"] = (p, decay) => optim.Adagrad(p, 0.1, weight_decay: decay),
        ["rmsprop lr=0.01 decay=0.99 eps=1e-8"] = (p, decay) => optim.RMSProp(p, 0.01, alpha: 0.99, eps: 1e-8, weight_decay: decay),
        ["adam lr=0.01 eps=1e-8"] = (p, decay) => optim.Adam(p, 0.01, weight_decay: decay),
        ["adamw lr=0.01 eps=1e-8"] = (p, decay) => optim.AdamW(p, 0.01, weight_decay: decay),
    };

    public static TheoryData<string, bool, Implementation> Optimizers()
    {
        var data = new TheoryData<string, bool, Implementation>();
        foreach (string optimizer in Peers.Keys)
        {
            foreach (Implementation implementation in Enum.GetValues<Implementation>())
            {
                data.Add(optimizer, false, implementation);
                data.Add(optimizer, true, implementation);
            }
        }

        return data;
    }

    [Theory, MemberData(nameof(Optimizers))]
    public void StepsAgreeWithPyTorch(string optimizer, bool decays, Implementation implementation)
    {
        using var subject = new Subject($"""
            network Regression
            input x: 7
            dense 5
            train
              loss mse
              optimizer {optimizer}
              decay {(decays ? Decay : 0)}
            """, Batch, implementation);
        var torch = new TorchParameters(subject.Parameters);
        // Decay is for weights; PyTorch decays what an optimizer is given.
        optim.Optimizer[] peers =
        [
            Peers[optimizer]([torch.All["dense1.weight"]], decays ? Decay : 0),
            Peers[optimizer]([torch.All["dense1.bias"]], 0),
        ];
        var random = new Random(1);
        for (int step = 0; step < Steps; step++)
        {
            float[] x = Close.Random(random, Batch * 7), target = Close.Random(random, Batch * 5);
            subject.Net.Step([x, target]);
            torch.ClearGradients();
            nn.functional.mse_loss(torch.Linear(tensor(x, [Batch, 7]), "dense1"), tensor(target, [Batch, 5])).backward();
            foreach (optim.Optimizer peer in peers) peer.step();
        }

        foreach (string name in subject.ParameterNames) Close.Check(name, torch.Value(name), subject.Parameter(name), 2e-5);
    }
}
