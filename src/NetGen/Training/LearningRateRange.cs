using System;
using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using NetGen.Data;

namespace NetGen;

/// <summary>A step of a learning-rate range test.</summary>
/// <param name="Rate">The learning rate of the step.</param>
/// <param name="Loss">The loss before it, smoothed over the steps so far.</param>
public readonly record struct LearningRatePoint(float Rate, double Loss);

/// <summary>What <see cref="Trainer.TestLearningRates"/> found: the loss while the learning rate grows from step to step.</summary>
/// <remarks>Smith: Cyclical Learning Rates for Training Neural Networks, 2017. Where the loss falls fastest is a good rate to begin with; where it rises, training
/// diverges.</remarks>
/// <param name="Points">The steps in order, up to where the loss exploded.</param>
public sealed record LearningRateRange(ImmutableArray<LearningRatePoint> Points)
{
    private const double Smoothing = 0.98; // as fastai and Lightning have it
    private const double Explosion = 4;    // times the best loss so far
    private const int SkippedFirst = 10;   // the mean of a few losses is noise
    private const int SkippedLast = 1;

    /// <summary>The rate at which the loss falls fastest, over the logarithm of the rate; null where it never falls.</summary>
    public float? Suggestion
    {
        get
        {
            float? best = null;
            double steepest = 0;
            for (int i = SkippedFirst + 1; i < Points.Length - 1 - SkippedLast; i++)
            {
                // Rates grow by the same factor, so differences are gradients.
                double slope = Points[i + 1].Loss - Points[i - 1].Loss;
                if (slope < steepest)
                    (steepest, best) = (slope, Points[i].Rate);
            }
            return best;
        }
    }

    /// <summary>A line for each step: the rate and the loss.</summary>
    public override string ToString()
    {
        var text = new StringBuilder("rate      loss\n");
        foreach ((float rate, double loss) in Points)
            text.Append(CultureInfo.InvariantCulture, $"{rate:0.00e+00}  {loss:0.0000}\n");
        return text.ToString();
    }

    internal static LearningRateRange Test(Trainer trainer, ExampleSource train, float from, float to, int steps)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(from);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(to, from);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(to, float.MaxValue);
        ArgumentOutOfRangeException.ThrowIfLessThan(steps, 2);
        using var reader = new BatchReader(train, trainer.BatchSize, trainer.Network.Seed);
        if (reader.BatchCount == 0)
            throw new ArgumentException("There are no examples.", nameof(train));

        var before = new TrainerSnapshot(trainer);
        try
        {
            trainer.Schedule = null;
            return new LearningRateRange(Run(trainer, reader, from, to, steps));
        }
        finally
        {
            before.Restore();
        }
    }

    private static ImmutableArray<LearningRatePoint> Run(Trainer trainer, BatchReader reader, float from, float to, int steps)
    {
        ImmutableArray<LearningRatePoint>.Builder points = ImmutableArray.CreateBuilder<LearningRatePoint>(steps);
        double average = 0, least = double.PositiveInfinity;
        for (int step = 0, epoch = 0; step < steps; step++)
        {
            if (!reader.Next(out Batch batch))
            {
                reader.Start(++epoch);
                reader.Next(out batch);
            }
            trainer.LearningRate = (float)(from * Math.Pow((double)to / from, step / (steps - 1.0)));
            float now = trainer.BackwardBatch(batch);
            // Of rates that are too large the loss explodes, which is what the test is for; of the data, or at once, it must not.
            if (!float.IsFinite(now) && (step == 0 || batch.FindNotFinite() is not null))
                throw new DivergenceException(trainer.Steps + 1, now, Divergence.FindOrigin(trainer, batch));
            average = (Smoothing * average) + ((1 - Smoothing) * now);
            double loss = average / (1 - Math.Pow(Smoothing, step + 1));
            if (!double.IsFinite(loss) || loss > Explosion * least)
                break;

            trainer.Update();
            least = Math.Min(least, loss);
            points.Add(new LearningRatePoint(trainer.LearningRate, loss));
        }
        return points.ToImmutable();
    }
}
