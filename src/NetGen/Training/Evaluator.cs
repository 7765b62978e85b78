using System;
using NetGen.Data;
using NetGen.Sampling;

namespace NetGen;

/// <summary>Evaluates a data set, again and again, in the same buffers.</summary>
internal sealed class Evaluator
{
    private readonly Trainer trainer;
    private readonly DataSet data;
    private readonly float[] output;
    private readonly int? labelColumn;
    private readonly int classes;

    public Evaluator(Trainer trainer, DataSet data)
    {
        if (data.Count == 0)
            throw new ArgumentException("There are no examples to evaluate.", nameof(data));

        this.trainer = trainer;
        this.data = data;
        labelColumn = trainer.LabelColumn;
        classes = labelColumn is null ? 0 : trainer.Network.OutputLength;
        output = new float[classes * Math.Min(trainer.BatchSize, data.Count)];
    }

    public Evaluation Evaluate()
    {
        double loss = 0;
        ConfusionMatrix? confusion = labelColumn is null ? null : new ConfusionMatrix(classes);
        for (int first = 0; first < data.Count; first += trainer.BatchSize)
        {
            Batch batch = data.Batch(first, Math.Min(trainer.BatchSize, data.Count - first));
            loss += (double)trainer.EvaluateBatch(batch) * batch.Count;
            if (labelColumn is { } column)
                Count(batch, batch.Ints(column), confusion!);
        }
        return new Evaluation(loss / data.Count, confusion);
    }

    private void Count(in Batch batch, ReadOnlySpan<int> labels, ConfusionMatrix confusion)
    {
        Span<float> scores = output.AsSpan(0, batch.Count * classes);
        trainer.Network.PredictBatch(batch, scores);
        for (int i = 0; i < labels.Length; i++)
            confusion.Add(labels[i], Sampler.Greedy(scores.Slice(i * classes, classes)));
    }
}
