using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using NetGen.Data;

namespace NetGen;

/// <summary>Several networks that predict together: the mean of what their first outputs say.</summary>
/// <remarks>
/// They may be snapshots of one training (<see cref="Snapshots"/>), trainings with different seeds, or different networks of the same task. After construction nothing is
/// allocated. It serves one caller at a time.
/// </remarks>
public sealed class Ensemble : IDisposable
{
    private readonly Network[] members;
    private readonly EnsembleMean mean;
    private readonly int classes;
    private readonly float[] outputs;
    private readonly float[] inputs;
    private readonly ImmutableArray<Column> columns;

    /// <summary>Makes an ensemble.</summary>
    /// <param name="members">At least one network; all have outputs of the same length. They are disposed of with the ensemble; not where this throws.</param>
    /// <param name="mean">What the mean is of. Default: probabilities, for networks that give scores of classes.</param>
    /// <param name="batchSize">The most examples that are predicted at once; more are in parts. Default: 64.</param>
    /// <exception cref="ArgumentException">There is no member, one is null, or their outputs differ in length.</exception>
    public Ensemble(IEnumerable<Network> members, EnsembleMean mean = EnsembleMean.Probabilities, int batchSize = 64)
    {
        ArgumentNullException.ThrowIfNull(members);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(batchSize);
        this.members = [.. members];
        (this.mean, BatchSize) = (mean, batchSize);
        if (this.members.Contains(null))
            throw new ArgumentException("A network of an ensemble is null.", nameof(members));
        if (this.members.Length == 0)
            throw new ArgumentException("An ensemble needs at least one network.", nameof(members));
        OutputLength = this.members[0].OutputLength;
        if (this.members.FirstOrDefault(member => member.OutputLength != OutputLength) is { } other)
            throw new ArgumentException($"The networks of an ensemble have outputs of one length; here are {OutputLength} and {other.OutputLength}.", nameof(members));
        int steps = this.members[0].OutputSteps;
        if (this.members.Any(member => member.OutputSteps != steps))
            throw new ArgumentException("The networks of an ensemble have outputs of as many time steps.", nameof(members));
        classes = OutputLength / Math.Max(1, steps);

        outputs = new float[batchSize * OutputLength];
        InputLength = this.members.All(member => member.InputLength == this.members[0].InputLength) ? this.members[0].InputLength : 0;
        inputs = new float[batchSize * InputLength];
        columns = [new Column("input", inputs, Math.Max(1, InputLength))];
    }

    /// <summary>The networks.</summary>
    public IReadOnlyList<Network> Members => members;

    /// <summary>The most examples that are predicted at once.</summary>
    public int BatchSize { get; }

    /// <summary>The number of floats of the prediction for an example.</summary>
    public int OutputLength { get; }

    /// <summary>The number of floats of an example, where each network has one input, of that many floats; else 0.</summary>
    public int InputLength { get; }

    /// <summary>Predicts examples of networks with one input of floats; allocates nothing.</summary>
    /// <param name="input">Any number of examples, <see cref="InputLength"/> floats each.</param>
    /// <param name="output">Gets <see cref="OutputLength"/> floats for each.</param>
    /// <exception cref="ArgumentException">A length is not that of a whole number of examples, or does not fit the other.</exception>
    /// <exception cref="NotSupportedException">The networks have several inputs, or no floats, or different ones: use the method that takes a <see cref="Batch"/>.</exception>
    public void Predict(ReadOnlySpan<float> input, Span<float> output)
    {
        if (InputLength == 0)
            throw new NotSupportedException("These networks do not all have the same single input of floats: give the ensemble batches.");
        int examples = Check.Examples(nameof(input), input.Length, InputLength);
        Check.Length(nameof(output), output.Length, (long)examples * OutputLength);
        for (int at = 0; at < examples; at += BatchSize)
        {
            int count = Math.Min(BatchSize, examples - at);
            input.Slice(at * InputLength, count * InputLength).CopyTo(inputs);
            Predict(new Batch(columns, 0, count), output.Slice(at * OutputLength, count * OutputLength));
        }
    }

    /// <summary>Predicts a batch of at most the ensemble's batch size, whose first columns are the networks' inputs, in order; allocates nothing.</summary>
    /// <param name="batch">The examples.</param>
    /// <param name="output">Gets <see cref="OutputLength"/> floats for each.</param>
    /// <exception cref="ArgumentException">The batch is too large, or the output has another length.</exception>
    public void Predict(in Batch batch, Span<float> output)
    {
        Check.Capacity(nameof(batch), batch.Count, BatchSize);
        Check.Length(nameof(output), output.Length, (long)batch.Count * OutputLength);
        Span<float> each = outputs.AsSpan(0, output.Length);
        output.Clear();
        foreach (Network member in members)
        {
            member.PredictBatch(batch, each);
            for (int at = 0; at < each.Length && mean == EnsembleMean.Probabilities; at += classes)
                ClassProbabilities.Softmax(each.Slice(at, classes));
            for (int i = 0; i < each.Length; i++)
                output[i] += each[i] / members.Length;
        }
    }

    /// <summary>Disposes of all networks.</summary>
    public void Dispose()
    {
        foreach (Network member in members)
            member.Dispose();
    }
}
