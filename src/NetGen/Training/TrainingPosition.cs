using System.Collections.Generic;
using System.Globalization;

namespace NetGen;

/// <summary>Where <see cref="Trainer.Fit"/> stands between two batches.</summary>
/// <param name="First">The epoch that it began with, from 0; more than that where the trainer had done others before.</param>
/// <param name="Epoch">The present epoch, from 0.</param>
/// <param name="Batch">The batches of it that are done.</param>
/// <param name="LossSum">The sum of the losses of its examples so far.</param>
/// <param name="Examples">Its examples so far.</param>
/// <param name="Best">The best score of an epoch so far.</param>
internal readonly record struct TrainingPosition(int First, int Epoch, int Batch, double LossSum, long Examples, double Best)
{
    /// <summary>The beginning of an epoch.</summary>
    public static TrainingPosition Start(int epoch) => new(epoch, epoch, 0, 0, 0, double.PositiveInfinity);

    /// <summary>The position that stands in a checkpoint.</summary>
    /// <exception cref="System.IO.InvalidDataException">It has none.</exception>
    public static TrainingPosition Read(CheckpointFile file) => new(
        file.Number<int>("first_epoch"), file.Number<int>("epoch"), file.Number<int>("batch"),
        file.Number<double>("loss_sum"), file.Number<long>("epoch_examples"), file.Number<double>("best_score"));

    /// <summary>The loss of the last batch.</summary>
    public float LastLoss { get; private init; }

    /// <summary>Behind one more batch.</summary>
    public TrainingPosition After(float loss, int count) =>
        this with { Batch = Batch + 1, LossSum = LossSum + ((double)loss * count), Examples = Examples + count, LastLoss = loss };

    /// <summary>At the beginning of the next epoch.</summary>
    public TrainingPosition NextEpoch() => this with { Epoch = Epoch + 1, Batch = 0, LossSum = 0, Examples = 0 };

    /// <summary>What stands of it in a checkpoint.</summary>
    public void Write(Dictionary<string, string> to)
    {
        to["first_epoch"] = First.ToString(CultureInfo.InvariantCulture);
        to["epoch"] = Epoch.ToString(CultureInfo.InvariantCulture);
        to["batch"] = Batch.ToString(CultureInfo.InvariantCulture);
        to["loss_sum"] = LossSum.ToString("R", CultureInfo.InvariantCulture);
        to["epoch_examples"] = Examples.ToString(CultureInfo.InvariantCulture);
        to["best_score"] = Best.ToString("R", CultureInfo.InvariantCulture);
    }
}
