using System;
using System.Collections.Generic;
using System.Linq;
using NetGen.Peers.Torch;
using Xunit;
using static TorchSharp.torch;
using static TorchSharp.torch.optim;
using TorchParameter = TorchSharp.Modules.Parameter;

namespace NetGen.Peers.Tests;

/// <summary>Schedules of the learning rate against PyTorch's schedulers, epoch by epoch.</summary>
public class ScheduleTests
{
    const int Epochs = 40;
    const double Rate = 0.1;

    static readonly Dictionary<string, (LearningRateSchedule Schedule, Func<Optimizer, lr_scheduler.LRScheduler> Peer)> Peers = new()
    {
        ["step"] = (new StepSchedule(every: 7, factor: 0.3), o => lr_scheduler.StepLR(o, 7, 0.3)),
        ["exponential"] = (new ExponentialSchedule(0.93), o => lr_scheduler.ExponentialLR(o, 0.93)),
        ["inverse-time"] = (new InverseTimeSchedule(0.2), o => lr_scheduler.LambdaLR(o, t => 1 / (1 + (0.2 * t)))),
        ["cosine"] = (new CosineSchedule(), o => lr_scheduler.CosineAnnealingLR(o, Epochs)),
        ["cosine with a minimum"] = (new CosineSchedule(minimum: 0.05), o => lr_scheduler.CosineAnnealingLR(o, Epochs, eta_min: 0.05 * Rate)),
        ["one-cycle"] = (new OneCycleSchedule(), o => lr_scheduler.OneCycleLR(o, Rate, total_steps: Epochs, cycle_momentum: false)),
        ["one-cycle of other shares"] = (
            new OneCycleSchedule(peak: 0.45, start: 0.1, end: 0.001),
            o => lr_scheduler.OneCycleLR(o, Rate, total_steps: Epochs, pct_start: 0.45, cycle_momentum: false, div_factor: 10, final_div_factor: 100)),
        ["constant with warm-up"] = (new ConstantSchedule { Warmup = 9 }, o => lr_scheduler.LinearLR(o, start_factor: 0.1, end_factor: 1, total_iters: 9)),
    };

    /// <summary>Before PyTorch's library is loaded, the assembly around it must have been used.</summary>
    static ScheduleTests() => TorchLibrary.SetThreads(1);

    public static TheoryData<string> Schedules() => [.. Peers.Keys];

    [Theory, MemberData(nameof(Schedules))]
    public void RatesAgreeWithPyTorch(string name)
    {
        (LearningRateSchedule schedule, Func<Optimizer, lr_scheduler.LRScheduler> makePeer) = Peers[name];
        using Optimizer optimizer = SGD([new TorchParameter(zeros(1))], Rate);
        lr_scheduler.LRScheduler peer = makePeer(optimizer);
        for (int epoch = 0; epoch < Epochs; epoch++)
        {
            Check(epoch, optimizer, schedule.At(new ScheduleTime(epoch, Epochs, StepsPerEpoch: 1)));
            // Those that ask for epochs give the same at their beginnings, however many steps they have.
            if (schedule is not OneCycleSchedule && schedule.Warmup == 0) Check(epoch, optimizer, schedule.At(new ScheduleTime(epoch * 13, Epochs * 13, StepsPerEpoch: 13)));
            peer.step();
        }
    }

    [Theory]
    [InlineData(0.5, 2, 1e-4, 0, 0), InlineData(0.1, 0, 0.01, 3, 0), InlineData(0.3, 1, 0.05, 1, 0.02)]
    public void PlateausAgreeWithPyTorch(double factor, int patience, double threshold, int cooldown, double minimum)
    {
        var schedule = new PlateauSchedule(factor, patience, threshold, cooldown, minimum);
        using Optimizer optimizer = SGD([new TorchParameter(zeros(1))], Rate);
        var peer = lr_scheduler.ReduceLROnPlateau(optimizer, factor: factor, patience: patience, threshold: threshold, cooldown: cooldown, min_lr: [minimum * Rate], eps: 0);
        var random = new Random(1);
        var rates = new HashSet<double>();
        for (int epoch = 0; epoch < 3 * Epochs; epoch++)
        {
            rates.Add(schedule.At(new ScheduleTime(epoch, double.PositiveInfinity, 1)));
            Check(epoch, optimizer, schedule.At(new ScheduleTime(epoch, double.PositiveInfinity, 1)));
            double loss = 1 / (1 + Math.Sqrt(epoch)) * (1 + (0.3 * random.NextDouble()));
            schedule.OnEpoch(new EpochResult(epoch + 1, 3 * Epochs, loss + 1, TimeSpan.Zero, 0, new Evaluation(loss, null)));
            peer.step(loss);
        }
        Assert.True(rates.Count > 2, "the rate hardly changes: the losses tell nothing");
    }

    static void Check(int epoch, Optimizer optimizer, double factor)
    {
        double expected = optimizer.ParamGroups.Single().LearningRate, actual = Rate * factor;
        Assert.True(Math.Abs(expected - actual) <= 1e-12, $"epoch {epoch}: {actual}, PyTorch {expected}");
    }
}
