using System;
using System.Collections.Immutable;
using System.Linq;
using NetGen.Data;

namespace NetGen;

/// <summary>What is worth a look before a long training: one call each. None of them changes the network or the trainer, but for its <see cref="Trainer.Gradients"/>.</summary>
/// <remarks>The checks of the CS231n notes, "Neural Networks Part 3: Learning and Evaluation".</remarks>
/// <param name="trainer">The trainer, whose batch size is the number of examples of a pass.</param>
/// <param name="data">Training examples; their columns are the network's inputs and then the targets, in order.</param>
public sealed class SanityChecks(Trainer trainer, ExampleSource data)
{
    private const int Seen = 20; // examples that a network should be able to learn by heart
    private const double Learned = 0.1;

    /// <summary>Compares the loss of a network that knows nothing with what guessing costs: the logarithm of the number of classes in softmax cross-entropy, a margin for each
    /// wrong class in the hinge loss, ln 2 in binary cross-entropy; of several losses the sum, each times its weight. Of sequences it is that of a time step.</summary>
    /// <remarks>Much more tells of initial weights that are too large, or of inputs that are not normalized; much less of labels that the input gives away. It is a loss of
    /// training: dropout is at work, and batches are normalized by themselves.</remarks>
    /// <exception cref="InvalidOperationException">What guessing costs depends on the targets, as in a squared error.</exception>
    public InitialLoss InitialLoss()
    {
        double expected = trainer.GuessedLoss
            ?? throw new InvalidOperationException($"What guessing costs depends on the targets of {trainer.Network.Describe().Name}: there is nothing to compare its loss with.");
        DataSet examples = First(trainer.BatchSize);
        return Untouched(() => new InitialLoss(Pass(examples), expected));
    }

    /// <summary>Trains on some examples alone, which a network that can learn at all learns by heart.</summary>
    /// <param name="examples">How many, drawn by the network's seed. Default: 20.</param>
    /// <param name="steps">How often to see all of them. Default: 500.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is not positive.</exception>
    public OverfitResult Overfit(int examples = Seen, int steps = 500)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(examples);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(steps);
        DataSet few = First(examples, shuffle: true);
        return Untouched(() =>
        {
            trainer.Schedule = null;
            double before = trainer.Evaluate(few).Loss;
            for (int step = 0; step < steps; step++)
            {
                for (int first = 0; first < few.Count; first += trainer.BatchSize)
                {
                    if (!float.IsFinite(trainer.BackwardBatch(few.Batch(first, Math.Min(trainer.BatchSize, few.Count - first)))))
                        return new OverfitResult(before, double.NaN, null, false);
                    trainer.Update();
                }
            }
            Evaluation after = trainer.Evaluate(few);
            return new OverfitResult(before, after.Loss, after.Accuracy, after.Accuracy == 1 || after.Loss < Learned * before);
        });
    }

    /// <summary>Compares gradients of the generated backward pass with differences of the loss, at some elements of each parameter.</summary>
    /// <param name="elements">How many elements of each parameter. Default: 10.</param>
    /// <param name="difference">By how much an element is moved up and down. Default: 1e-2, since the loss is a 32-bit number; a network with kinks, as rectifiers are, may
    /// want another.</param>
    /// <returns>The relative error of each parameter, |a - n| / max(|a|, |n|) over the elements together: some hundredths are rounding and kinks, and a wrong gradient is
    /// about 1.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A number is not positive.</exception>
    public ImmutableArray<GradientError> Gradients(int elements = 10, float difference = 1e-2f)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(elements);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(difference);
        DataSet examples = First(trainer.BatchSize);
        return Untouched(() =>
        {
            Pass(examples); // the gradients of the weights as they are
            float[][] gradients = [.. trainer.Gradients.Select(gradient => gradient.ToArray())];
            return trainer.Gradients.Select((gradient, i) => Compare(examples, gradient.Name, gradients[i], elements, difference)).ToImmutableArray();
        });
    }

    /// <summary>How large the changes of a step are beside what they change: for each parameter the norm of the one over the norm of the other, which should be somewhere
    /// about 1e-3.</summary>
    public ImmutableArray<UpdateRatio> UpdateRatios() => Untouched(() =>
    {
        float[][] before = [.. trainer.Gradients.Select(gradient => trainer.Network.Parameters[gradient.Name].ToArray())];
        Pass(First(trainer.BatchSize));
        trainer.Update();
        return trainer.Gradients.Select((gradient, i) =>
        {
            float[] change = trainer.Network.Parameters[gradient.Name].ToArray();
            for (int k = 0; k < change.Length; k++)
                change[k] -= before[i][k];
            return new UpdateRatio(gradient.Name, EuclideanNorm.Of(before[i]), EuclideanNorm.Of(change));
        }).ToImmutableArray();
    });

    /// <summary>What the results of the layers are like over a batch of examples, in the order of the network: means and deviations, and the share of dead rectifiers.</summary>
    /// <remarks>A layer whose result is gone at once, as that of a convolution before its activation, is seen through the next; one of which only a time step is in memory is
    /// not seen.</remarks>
    public ImmutableArray<LayerStatistics> Activations() => Untouched(() =>
    {
        trainer.Trace = new LayerTrace();
        try
        {
            Pass(First(trainer.BatchSize));
            return trainer.Trace.Statistics(trainer.Network.Describe()).ToImmutableArray();
        }
        finally
        {
            trainer.Trace = null;
        }
    });

    /// <summary>What the gradients of the parameters are like over a batch of examples.</summary>
    public ImmutableArray<GradientStatistics> GradientSizes() => Untouched(() =>
    {
        Pass(First(trainer.BatchSize));
        return trainer.Gradients.Select(gradient =>
        {
            float[] values = gradient.ToArray();
            double mean = values.Average(value => (double)value);
            double deviation = Math.Sqrt(values.Average(value => (value - mean) * (value - mean)));
            return new GradientStatistics(gradient.Name, mean, deviation, values.Max(Math.Abs), (double)values.Count(value => value == 0) / values.Length);
        }).ToImmutableArray();
    });

    /// <summary>The first examples, as they are in the first epoch; or of an order drawn from the network's seed, where data sorted by class would mislead. Those of streams stay
    /// in their order.</summary>
    private DataSet First(int most, bool shuffle = false)
    {
        int count = Math.Min(most, data.Count);
        using var reader = new BatchReader(data, Math.Max(1, count), trainer.Network.Seed, shuffle && trainer.StreamStates.Length == 0);
        if (!reader.Next(out Batch batch))
            throw new InvalidOperationException("There are no examples to look at.");
        var columns = new Column[data.ColumnTypes.Length];
        for (int i = 0; i < columns.Length; i++)
        {
            ColumnType type = data.ColumnTypes[i];
            columns[i] = type.IsInteger
                ? new Column(type.Name, batch.Ints(i).ToArray(), type.RowLength)
                : new Column(type.Name, batch.Floats(i).ToArray(), type.RowLength);
        }
        return new DataSet(columns);
    }

    /// <summary>A backward pass that gives the same each time: random numbers are those of the same step, and streams do not go on.</summary>
    private float Pass(DataSet examples)
    {
        float loss = trainer.BackwardBatch(examples.Batch(0, examples.Count));
        if (trainer.StreamStates is [var training, ..])
            training.Advance();
        return loss;
    }

    private GradientError Compare(DataSet examples, string name, float[] gradients, int elements, float difference)
    {
        Parameter parameter = trainer.Network.Parameters[name];
        float[] values = parameter.ToArray();
        double squares = 0, ownSquares = 0, otherSquares = 0;
        int count = Math.Min(elements, values.Length);
        for (int i = 0; i < count; i++)
        {
            int at = (int)((long)i * values.Length / count);
            double above = LossWith(examples, parameter, values, at, difference), below = LossWith(examples, parameter, values, at, -difference);
            double numeric = (above - below) / (2.0 * difference);
            squares += Math.Pow(gradients[at] - numeric, 2);
            ownSquares += (double)gradients[at] * gradients[at];
            otherSquares += numeric * numeric;
        }
        double largest = Math.Sqrt(Math.Max(ownSquares, otherSquares));
        return new GradientError(name, largest, largest == 0 ? 0 : Math.Sqrt(squares) / largest);
    }

    /// <summary>The loss of training, with the same random numbers each time, where one element of a parameter is moved.</summary>
    private double LossWith(DataSet examples, Parameter parameter, float[] values, int at, float by)
    {
        float before = values[at];
        values[at] += by;
        parameter.CopyFrom(values);
        values[at] = before;
        double loss = Pass(examples);
        parameter.CopyFrom(values);
        return loss;
    }

    private T Untouched<T>(Func<T> check)
    {
        var before = new TrainerSnapshot(trainer);
        try
        {
            return check();
        }
        finally
        {
            before.Restore();
        }
    }
}
