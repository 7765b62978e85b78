using System;
using System.Collections.Generic;
using NetGen;

namespace Mnist;

/// <summary>Schedules of the learning rate to compare, with settings for a few epochs.</summary>
internal static class Schedules
{
    private static readonly Dictionary<string, Func<LearningRateSchedule>> All = new()
    {
        ["constant"] = () => new ConstantSchedule(),
        ["step"] = () => new StepSchedule(every: 1, factor: 0.5),
        ["exponential"] = () => new ExponentialSchedule(factor: 0.5),
        ["inverse-time"] = () => new InverseTimeSchedule(k: 1),
        ["cosine"] = () => new CosineSchedule { Warmup = 0.25 },
        ["one-cycle"] = () => new OneCycleSchedule(),
        ["plateau"] = () => new PlateauSchedule(factor: 0.5, patience: 0, threshold: 0.1),
    };

    public static IEnumerable<string> Names => All.Keys;

    public static LearningRateSchedule Of(string name) => All[name]();
}
