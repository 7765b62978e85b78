using System;
using System.Collections.Generic;
using System.Linq;
using NetGen.Data;
using NetGen.Tests.Generated;
using Xunit;

namespace NetGen.Tests.Runtime;

/// <summary>Schedules of the learning rate by their formulas, and as <see cref="Trainer.Fit"/> follows them. Those of PyTorch are compared with it elsewhere.</summary>
public class ScheduleTests
{
    [Fact]
    public void WarmRestartsBeginAnewInLongerAndLongerCycles()
    {
        var schedule = new CosineSchedule(period: 10, growth: 2, minimum: 0.1);
        foreach ((double epoch, double factor) in ((double, double)[])[(0, 1), (5, 0.55), (10, 1), (20, 0.55), (30, 1), (50, 0.55), (70, 1), (150, 1), (230, 0.55)])
            Assert.Equal(factor, At(schedule, epoch), 1e-9);
        // Before each restart is the end of a cycle.
        foreach (double restart in (double[])[10, 30, 70, 150])
            Assert.Equal(0.1, At(schedule, restart - 1e-6), 1e-9);
    }

    [Fact]
    public void ShortCyclesBeginAnewAtEachBoundary()
    {
        var schedule = new CosineSchedule(period: 0.1);
        for (int step = 0; step < 100; step++)
            Assert.Equal(1, schedule.At(new ScheduleTime(step, 100, 10)), 1e-9);
    }

    [Theory]
    [InlineData(1), InlineData(3)]
    public void AWarmUpMayLastAsLongAsTheTraining(double epochs)
    {
        LearningRateSchedule[] schedules =
            [new CosineSchedule { Warmup = epochs }, new OneCycleSchedule { Warmup = epochs }, new StepSchedule(1, 0.5) { Warmup = epochs }];
        foreach (LearningRateSchedule schedule in schedules)
            for (int step = 0; step < 10; step++)
                Assert.InRange(schedule.At(new ScheduleTime(step, 10, 10)), 0, 1);
    }

    [Fact]
    public void ThePaperOfWarmRestartsHasTheSame()
    {
        // Loshchilov, Hutter, equation 5, within the second cycle of three epochs.
        var schedule = new CosineSchedule(period: 3);
        Assert.Equal(0.5 * (1 + Math.Cos(Math.PI * 1.25 / 3)), At(schedule, 4.25), 1e-12);
    }

    [Fact]
    public void ARateFallsAtOnceAtTheBoundaryOfAStep()
    {
        var schedule = new StepSchedule(every: 0.1, factor: 0.5);
        for (int step = 0; step < 1000; step++)
            Assert.Equal(Math.Pow(0.5, step / 7), schedule.At(new ScheduleTime(step, 1000, 70)));
    }

    [Fact]
    public void TheWarmUpRisesToWhereTheScheduleBegins()
    {
        var schedule = new CosineSchedule { Warmup = 2 };
        Assert.Equal([1 / 9.0, 2 / 9.0], [schedule.At(new ScheduleTime(0, 40, 4)), schedule.At(new ScheduleTime(1, 40, 4))]);
        Assert.Equal(8 / 9.0, schedule.At(new ScheduleTime(7, 40, 4)));
        Assert.Equal(1, schedule.At(new ScheduleTime(8, 40, 4)));
        Assert.Equal(0.5, schedule.At(new ScheduleTime(24, 40, 4)), 1e-12);
        Assert.Equal(0.02, new OneCycleSchedule { Warmup = 1 }.At(new ScheduleTime(0, 11, 1)), 1e-12);
    }

    [Fact]
    public void SchedulesOfTheWholeTrainingBearOneWithoutAnEnd()
    {
        foreach (LearningRateSchedule schedule in (LearningRateSchedule[])[new CosineSchedule(), new OneCycleSchedule(), new OneCycleSchedule { Warmup = 1 }])
            Assert.InRange(schedule.At(new ScheduleTime(1000, double.PositiveInfinity, 10)), 0, 1);
        Assert.InRange(new OneCycleSchedule().At(new ScheduleTime(0, 1, 1)), 0, 1);
    }

    [Fact]
    public void WrongArgumentsAreRefused()
    {
        Assert.Throws<ArgumentOutOfRangeException>("every", () => new StepSchedule(0));
        Assert.Throws<ArgumentOutOfRangeException>("factor", () => new StepSchedule(1, 1.5));
        Assert.Throws<ArgumentOutOfRangeException>("factor", () => new ExponentialSchedule(double.NaN));
        Assert.Throws<ArgumentOutOfRangeException>("growth", () => new CosineSchedule(growth: 0.5));
        Assert.Throws<ArgumentOutOfRangeException>("Warmup", () => new ConstantSchedule { Warmup = -1 });
        Assert.Throws<ArgumentOutOfRangeException>("patience", () => new PlateauSchedule(patience: -1));
    }

    [Fact]
    public void FitFollowsTheScheduleAndGoesOnInALaterCall()
    {
        DataSet data = TrainingTests.Separable(40);
        using var network = new LinearClassifier();
        using var trainer = new LinearClassifier.Training(network, 16, learningRate: 0.5f) { Schedule = new ExponentialSchedule(0.5) };
        var rates = new Rates();
        trainer.Fit(data, 2, options: new FitOptions { Observer = rates });
        trainer.Fit(data, 1, options: new FitOptions { Observer = rates });

        Assert.Equal(Enumerable.Range(0, 9).Select(step => (float)(0.5 * Math.Pow(0.5, step / 3.0))), rates.Seen);
        Assert.Equal(0.5f, trainer.LearningRate);
        trainer.Schedule = null;
        Assert.Equal(0.5f, trainer.CurrentLearningRate);
    }

    [Fact]
    public void TheValidationLossDecidesAboutPlateaus()
    {
        DataSet data = TrainingTests.Separable(40);
        using var network = new LinearClassifier();
        using var trainer = new LinearClassifier.Training(network, 16) { LearningRate = 0, Schedule = new PlateauSchedule(factor: 0.5, patience: 1) };
        var rates = new Rates();
        trainer.LearningRate = 1e-30f;
        trainer.Fit(data, 6, validation: data, new FitOptions { Observer = rates });
        Assert.Equal([1e-30f, 1e-30f, 1e-30f, 5e-31f, 5e-31f, 2.5e-31f], rates.Seen.Where((_, i) => i % 3 == 0));
    }

    [Fact]
    public void AScheduleOfOnesOwnIsCalledForEachStepAndItsMistakesAreRefused()
    {
        using var network = new LinearClassifier();
        using var trainer = new LinearClassifier.Training(network, 16) { Schedule = new Negative() };
        string message = Assert.Throws<InvalidOperationException>(() => trainer.Fit(TrainingTests.Separable(40), 1)).Message;
        Assert.Contains("Negative gives -1 as the factor of the learning rate at step 2", message);
    }

    [Fact]
    public void ASpecHasItsSchedule()
    {
        using var subject = new GeneratedNetwork("""
            network Scheduled
            input x: 3
            dense 2
            train
              loss mse
              optimizer sgd lr=0.1
              schedule cosine period=4 growth=2 minimum=1e-6 warmup=0.5
            """);
        var schedule = Assert.IsType<CosineSchedule>(subject.Trainer.Schedule);
        var same = new CosineSchedule(period: 4, growth: 2, minimum: 1e-6) { Warmup = 0.5 };
        for (int step = 0; step < 40; step++)
            Assert.Equal(same.At(new ScheduleTime(step, 40, 2)), schedule.At(new ScheduleTime(step, 40, 2)));
        subject.Trainer.ApplySchedule(new ScheduleTime(0, 40, 2));
        Assert.Equal(0.05f, subject.Trainer.CurrentLearningRate);
    }

    private static double At(LearningRateSchedule schedule, double epoch) => schedule.At(new ScheduleTime(epoch * 1000, 1e9, 1000));

    private sealed class Rates : ITrainingObserver
    {
        public List<float> Seen { get; } = [];

        public bool OnBatch(in TrainingProgress progress)
        {
            Seen.Add(progress.LearningRate);
            return true;
        }
    }

    private sealed class Negative : LearningRateSchedule
    {
        protected override double Factor(in ScheduleTime time) => 1 - time.Step;
    }
}
