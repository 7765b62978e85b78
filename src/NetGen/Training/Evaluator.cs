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
    private readonly int classes;

    public Evaluator(Trainer trainer, ExampleSource data)
    {
        if (data.Count == 0)
            throw new ArgumentException("There are no examples to evaluate.", nameof(data));

        this.trainer = trainer;
        count = data.Count;
        reader = new BatchReader(data, trainer.BatchSize, trainer.Network.Seed, shuffle: false);
        labelColumn = trainer.LabelColumn;
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
                Count(batch, batch.Ints(column), confusion!);
        }
        return new Evaluation(loss / count, confusion);
    }

    public void Dispose() => reader.Dispose();

    private void Count(in Batch batch, ReadOnlySpan<int> labels, ConfusionMatrix confusion)
    {
        Span<float> scores = output.AsSpan(0, batch.Count * classes);
        trainer.Network.PredictBatch(batch, scores);
        for (int i = 0; i < labels.Length; i++)
            confusion.Add(labels[i], Sampler.Greedy(scores.Slice(i * classes, classes)));
    }
}
