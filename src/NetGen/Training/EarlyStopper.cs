using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;

namespace NetGen;

/// <summary>What <see cref="EarlyStopping"/> remembers of a training.</summary>
internal sealed class EarlyStopper
{
    /// <summary>Stands before the names of the best weights in a checkpoint.</summary>
    public const string Prefix = "best:";

    private readonly EarlyStopping options;
    private readonly WeightAverage? average;
    private readonly FloatTensor[] weights;
    private readonly float[][] best;
    private double bestScore = double.PositiveInfinity;
    private int waited;
    private long averaged;

    public EarlyStopper(EarlyStopping options, Trainer trainer)
    {
        (this.options, average) = (options, options.RestoreBest ? trainer.Average : null);
        weights = options.RestoreBest ? trainer.WeightTensors : [];
        best = new float[weights.Length][];
        Tensors = new FloatTensor[weights.Length];
        for (int i = 0; i < weights.Length; i++)
        {
            float[] values = best[i] = new float[weights[i].Count];
            weights[i].CopyTo(values);
            Tensors[i] = new FloatTensor(Prefix + weights[i].Name, weights[i].Shape, values.CopyTo, source => source.CopyTo(values));
        }
    }

    /// <summary>The best weights, for checkpoints.</summary>
    public FloatTensor[] Tensors { get; }

    /// <summary>Whether the training has ceased to become better.</summary>
    public bool IsOver => waited >= options.Patience;

    /// <summary>The best epoch, from 1; 0 before the first.</summary>
    public int BestEpoch { get; private set; }

    /// <summary>The settings that a training goes on with only if they are the same.</summary>
    public static string Identity(EarlyStopping? options) =>
        options is null ? "" : string.Create(CultureInfo.InvariantCulture, $"patience {options.Patience} delta {options.MinimumDelta:R}{(options.RestoreBest ? " best" : "")}");

    public void OnEpoch(EpochResult result)
    {
        double score = options.Score(result);
        if (!(score < bestScore - options.MinimumDelta))
        {
            waited++;
            return;
        }
        (bestScore, BestEpoch, waited, averaged) = (score, result.Epoch, 0, average?.Count ?? 0);
        for (int i = 0; i < best.Length; i++)
            weights[i].CopyTo(best[i]);
    }

    /// <summary>Goes back to the best weights.</summary>
    public void Restore()
    {
        for (int i = 0; i < best.Length && BestEpoch > 0; i++)
            weights[i].CopyFrom(best[i]);
        if (average is not null && BestEpoch > 0)
            average.Count = averaged;
    }

    /// <summary>What stands of it in a checkpoint beside the best weights.</summary>
    public void Write(Dictionary<string, string> to)
    {
        to["best_stopping_score"] = bestScore.ToString("R", CultureInfo.InvariantCulture);
        to["best_epoch"] = BestEpoch.ToString(CultureInfo.InvariantCulture);
        to["epochs_waited"] = waited.ToString(CultureInfo.InvariantCulture);
        to["best_averaged"] = averaged.ToString(CultureInfo.InvariantCulture);
    }

    /// <exception cref="InvalidDataException">The checkpoint does not have it.</exception>
    public void Read(CheckpointFile file) => (bestScore, BestEpoch, waited, averaged) =
        (file.Number<double>("best_stopping_score"), file.Number<int>("best_epoch"), file.Number<int>("epochs_waited"), file.Number<long>("best_averaged"));
}
