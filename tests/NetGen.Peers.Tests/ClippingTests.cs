using System;
using System.Collections.Generic;
using System.Linq;
using NetGen.Peers.Torch;
using Xunit;
using static TorchSharp.torch;
using TorchParameter = TorchSharp.Modules.Parameter;

namespace NetGen.Peers.Tests;

/// <summary>Steps with clipped gradients against PyTorch's clip_grad_norm_ and clip_grad_value_.</summary>
public class ClippingTests
{
    const int Steps = 5;
    const int Batch = 6;

    /// <summary>What PyTorch does to the gradients of two layers, for lines that say the same.</summary>
    static readonly Dictionary<string, Action<TorchParameter[], TorchParameter[]>> Peers = new()
    {
        ["clip norm=0.05"] = (first, second) => nn.utils.clip_grad_norm_([.. first, .. second], 0.05),
        ["clip norm=1000"] = (first, second) => nn.utils.clip_grad_norm_([.. first, .. second], 1000),
        ["clip value=0.01"] = (first, second) => nn.utils.clip_grad_value_([.. first, .. second], 0.01),
        ["clip norm=0.1 value=0.02"] = (first, second) =>
        {
            nn.utils.clip_grad_norm_([.. first, .. second], 0.1);
            nn.utils.clip_grad_value_([.. first, .. second], 0.02);
        },
        ["clip norm=0.02 of first\n  clip norm=0.3"] = (first, second) =>
        {
            nn.utils.clip_grad_norm_(first, 0.02);
            nn.utils.clip_grad_norm_(second, 0.3);
        },
        ["clip norm=0.02 of first\n  clip value=0.01 of second"] = (first, second) =>
        {
            nn.utils.clip_grad_norm_(first, 0.02);
            nn.utils.clip_grad_value_(second, 0.01);
        },
    };

    public static TheoryData<string, Implementation> Lines() => Implementations.Of(Peers.Keys);

    [Theory, MemberData(nameof(Lines))]
    public void StepsAgreeWithPyTorch(string lines, Implementation implementation)
    {
        using var subject = new Subject($"""
            network Clipped
            input x: 13
            first: dense 101 | tanh
            second: dense 5
            train
              loss mse
              optimizer sgd lr=0.5
              {lines}
            """, Batch, implementation);
        var torch = new TorchParameters(subject.Parameters);
        TorchParameter[] first = [torch.All["first.weight"], torch.All["first.bias"]], second = [torch.All["second.weight"], torch.All["second.bias"]];
        optim.Optimizer peer = optim.SGD([.. first, .. second], 0.5);
        var random = new Random(1);
        for (int step = 0; step < Steps; step++)
        {
            float[] x = Close.Random(random, Batch * 13), target = Close.Random(random, Batch * 5);
            subject.Net.Step([x, target]);
            torch.ClearGradients();
            Tensor output = torch.Linear(nn.functional.tanh(torch.Linear(tensor(x, [Batch, 13]), "first")), "second");
            nn.functional.mse_loss(output, tensor(target, [Batch, 5])).backward();
            double norm = Math.Sqrt(torch.Trained.Sum(p => (double)p.grad!.square().sum().item<float>()));
            Close.Check("norm", [(float)norm], [subject.Net.GradientNorm], 1e-5);
            Peers[lines](first, second);
            peer.step();
        }

        foreach (string name in subject.ParameterNames) Close.Check(name, torch.Value(name), subject.Parameter(name), 2e-5);
    }
}
