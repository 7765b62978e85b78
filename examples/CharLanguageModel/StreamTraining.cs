using System;
using System.Diagnostics;
using NetGen;

namespace CharLanguageModel;

/// <summary>Truncated backpropagation through time: the network's state goes on from window to window of the text, and no gradient does. Losses are in bits per
/// character.</summary>
internal sealed class StreamTraining(CharacterModel.Trainer trainer, TextStreams train, TextStreams validation)
{
    private const double NatsPerBit = 0.69314718055994531;

    public void Run(int epochs, ITrainingObserver observer)
    {
        bool goesOn = true;
        for (int epoch = 1; epoch <= epochs && goesOn; epoch++)
        {
            long start = Stopwatch.GetTimestamp();
            double sum = 0;
            int window = 0;
            while (goesOn && train.Next())
            {
                if (train.StartsAnew)
                    trainer.ResetState();
                trainer.ApplySchedule(new ScheduleTime(((double)(epoch - 1) * train.Windows) + window, (double)epochs * train.Windows, train.Windows));
                float loss = trainer.Step(train.Inputs, train.Targets);
                if (!float.IsFinite(loss))
                    throw new DivergenceException(trainer.Steps, loss);
                sum += loss / NatsPerBit;
                window++;
                TimeSpan elapsed = Stopwatch.GetElapsedTime(start);
                goesOn = observer.OnBatch(new TrainingProgress
                {
                    Epoch = epoch,
                    Epochs = epochs,
                    Batch = window,
                    Batches = train.Windows,
                    Loss = (float)(loss / NatsPerBit),
                    RunningLoss = sum / window,
                    LearningRate = trainer.CurrentLearningRate,
                    ExamplesPerSecond = window * train.Inputs.Length / elapsed.TotalSeconds,
                    TimeLeft = elapsed * (((double)(epochs - epoch) * train.Windows + train.Windows - window) / window),
                });
            }
            TimeSpan duration = Stopwatch.GetElapsedTime(start);
            goesOn &= observer.OnEpoch(new EpochResult(
                epoch, epochs, sum / window, duration, window * train.Inputs.Length / duration.TotalSeconds, new Evaluation(Evaluate(), null)));
        }
    }

    /// <summary>Bits per character of the other text, whose streams all begin without a past.</summary>
    public double Evaluate()
    {
        double sum = 0;
        trainer.ResetEvaluationState();
        while (validation.Next())
            sum += trainer.Evaluate(validation.Inputs, validation.Targets) / NatsPerBit;
        return sum / validation.Windows;
    }
}
