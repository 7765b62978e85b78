using System;
using System.Diagnostics;
using NetGen.Data;

namespace NetGen.Shared;

/// <summary>A training that shows its progress and tells how long it took.</summary>
/// <param name="Epochs">How many epochs it has.</param>
/// <param name="Seed">The seed of all that is random in it.</param>
/// <param name="Threads">The threads; 0 for one per processor.</param>
internal sealed record TrainingRun(int Epochs, ulong Seed, int Threads)
{
    /// <summary>Trains on a data set.</summary>
    /// <param name="trainer">The trainer.</param>
    /// <param name="data">What to learn.</param>
    /// <param name="examples">What the examples are.</param>
    public void Fit(Trainer trainer, DataSet data, string examples) =>
        Fit(observer => trainer.Fit(data, Epochs, options: new FitOptions { Observer = observer }), examples);

    /// <summary>Trains on batches that the program makes itself.</summary>
    /// <param name="trainer">The trainer.</param>
    /// <param name="batches">The batches of an epoch.</param>
    /// <param name="step">Trains on the batch of a number, which goes on from epoch to epoch, and returns its loss.</param>
    /// <param name="examples">What the examples are.</param>
    /// <exception cref="DivergenceException">A loss is not finite.</exception>
    public void Fit(Trainer trainer, int batches, Func<long, float> step, string examples) =>
        Fit(observer => Run(trainer, batches, step, observer), examples);

    /// <summary>Trains in any other way.</summary>
    /// <param name="train">Trains for all epochs, and tells the observer.</param>
    /// <param name="examples">What the examples are.</param>
    /// <param name="measure">What the loss is.</param>
    public void Fit(Action<ITrainingObserver> train, string examples, string measure = "loss")
    {
        long start = Stopwatch.GetTimestamp();
        TimeSpan processor = Environment.CpuUsage.TotalTime;
        Progress.Run(train, examples, measure);
        Console.WriteLine(FormattableString.Invariant(
            $"trained in {Stopwatch.GetElapsedTime(start).TotalSeconds:0} s, {(Environment.CpuUsage.TotalTime - processor).TotalSeconds:0} s of processor time"));
    }

    private void Run(Trainer trainer, int batches, Func<long, float> step, ITrainingObserver observer)
    {
        observer.OnStart(default);
        for (int epoch = 1; epoch <= Epochs; epoch++)
        {
            long start = Stopwatch.GetTimestamp();
            double sum = 0;
            for (int batch = 1; batch <= batches; batch++)
            {
                long number = ((long)(epoch - 1) * batches) + batch - 1;
                trainer.ApplySchedule(new ScheduleTime(number, (double)Epochs * batches, batches));
                float loss = step(number);
                if (!float.IsFinite(loss))
                    throw new DivergenceException(trainer.Steps, loss);
                sum += loss;
                TimeSpan elapsed = Stopwatch.GetElapsedTime(start);
                bool goesOn = observer.OnBatch(new TrainingProgress
                {
                    Epoch = epoch,
                    Epochs = Epochs,
                    Batch = batch,
                    Batches = batches,
                    Loss = loss,
                    RunningLoss = sum / batch,
                    LearningRate = trainer.CurrentLearningRate,
                    ExamplesPerSecond = (long)batch * trainer.BatchSize / elapsed.TotalSeconds,
                    TimeLeft = elapsed * ((((double)(Epochs - epoch) * batches) + batches - batch) / batch),
                });
                if (!goesOn)
                    return;
            }
        }
    }
}
