using System;
using NetGen.Data;
using NetGen.Sampling;

namespace NetGen;

/// <summary>Evaluates a data set, again and again, in the same buffers.</summary>
internal sealed class Evaluator : IDisposable
{
    private readonly Trainer trainer;
    private readonly BatchReader reader;
    private readonly int count;
    private readonly float[] output;
    private readonly int? labelColumn;
    private readonly bool labelsAreNumbers;
    private readonly int classes;

    public Evaluator(Trainer trainer, ExampleSource data)
    {
        if (data.Count == 0)
            throw new ArgumentException("There are no examples to evaluate.", nameof(data));

        this.trainer = trainer;
        count = data.Count;
        reader = new BatchReader(data, trainer.BatchSize, trainer.Network.Seed, shuffle: false);
        labelColumn = trainer.LabelColumn;
        labelsAreNumbers = labelColumn is { } column && column < data.ColumnTypes.Length && data.ColumnTypes[column].IsInteger;
        classes = labelColumn is null ? 0 : trainer.Network.OutputLength;
        output = new float[classes * Math.Min(trainer.BatchSize, data.Count)];
    }

    public Evaluation Evaluate()
    {
        double loss = 0;
        ConfusionMatrix? confusion = labelColumn is null ? null : new ConfusionMatrix(classes);
        reader.Start(0);
        while (reader.Next(out Batch batch))
        {
            loss += (double)trainer.EvaluateBatch(batch) * batch.Count;
            if (labelColumn is { } column)
                Count(batch, column, confusion!);
        }
        return new Evaluation(loss / count, confusion);
    }

    /// <summary>The same with the averages in place of the weights; null where there is no average.</summary>
    public Evaluation? EvaluateAverage()
    {
        if (trainer.Average is not { Count: > 0 } average)
            return null;

        average.Exchange(trainer.Network);
        try
        {
            return Evaluate();
        }
        finally
        {
            average.Exchange(trainer.Network);
        }
    }

    /// <summary>Where the first number is that makes the loss infinite or none.</summary>
    public string FindOrigin()
    {
        reader.Start(0);
        while (reader.Next(out Batch batch))
        {
            if (batch.FindNotFinite() is { } column)
                return $"the column '{column}' of the validation examples";
        }
        return "the loss of the validation examples";
    }

    public void Dispose() => reader.Dispose();

    private void Count(in Batch batch, int column, ConfusionMatrix confusion)
    {
        Span<float> scores = output.AsSpan(0, batch.Count * classes);
        trainer.Network.PredictBatch(batch, scores);
        for (int i = 0; i < batch.Count; i++)
        {
            // Of probabilities the most probable class is the right one.
            int label = labelsAreNumbers ? batch.Ints(column)[i] : Sampler.Greedy(batch.Floats(column).Slice(i * classes, classes));
            confusion.Add(label, Sampler.Greedy(scores.Slice(i * classes, classes)));
        }
    }
}
