using System;

namespace NetGen;

/// <summary>All state of a trainer in memory, to which it goes back.</summary>
internal sealed class TrainerSnapshot
{
    private readonly Trainer trainer;
    private readonly FloatTensor[] tensors;
    private readonly float[][] values;
    private readonly (long Steps, float Rate, LearningRateSchedule? Schedule, double RateFactor, double[]? ScheduleState, long Averaged) numbers;

    public TrainerSnapshot(Trainer trainer)
    {
        this.trainer = trainer;
        tensors = trainer.StateTensors;
        values = new float[tensors.Length][];
        for (int i = 0; i < tensors.Length; i++)
            tensors[i].CopyTo(values[i] = new float[tensors[i].Count]);
        numbers = (trainer.Steps, trainer.LearningRate, trainer.Schedule, trainer.RateFactor, trainer.Schedule?.State, trainer.Average?.Count ?? 0);
    }

    /// <summary>Puts everything back.</summary>
    public void Restore()
    {
        for (int i = 0; i < tensors.Length; i++)
            tensors[i].CopyFrom(values[i]);
        trainer.GoBack(numbers.Steps, numbers.Rate, numbers.Schedule, numbers.RateFactor);
        if (trainer.Average is { } average)
            average.Count = numbers.Averaged;
        if (numbers.ScheduleState is { } state)
            trainer.Schedule!.State = state;
    }
}
