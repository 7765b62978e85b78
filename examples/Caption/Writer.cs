using System;
using NetGen;
using NetGen.Sampling;

namespace Caption;

/// <summary>A network that tells of a picture, with what it is trained by; it writes greedily.</summary>
internal abstract class Writer(Network net, Trainer trainer, int count) : IDisposable
{
    private readonly int[] before = new int[count * DigitScenes.MaximumLength];
    private readonly int[] lengths = new int[count];
    private readonly float[] logits = new float[count * DigitScenes.MaximumLength * CaptionVocabulary.Count];

    public Network Net => net;

    public Trainer Trainer => trainer;

    /// <summary>Trains on a batch and returns its loss.</summary>
    public abstract float Step(CaptionBatch batch);

    /// <summary>Writes sentences, a word of each at a time: the network reads again what there is of them.
    /// Pictures are few, so that this costs less than a second network that takes single steps.</summary>
    /// <param name="pictures">The pixels of the pictures.</param>
    /// <returns>The words of each, <see cref="DigitScenes.MaximumLength"/> of them; behind an end anything.</returns>
    public int[] Write(ReadOnlySpan<float> pictures)
    {
        int[] words = new int[before.Length];
        for (int step = 0; step < DigitScenes.MaximumLength; step++)
        {
            lengths.AsSpan().Fill(step + 1);
            for (int i = 0; i < count; i++)
            {
                int at = (i * DigitScenes.MaximumLength) + step;
                before[at] = step == 0 ? CaptionVocabulary.Start : words[at - 1];
            }
            Predict(pictures, before, lengths, logits);
            for (int i = 0; i < count; i++)
            {
                int at = (i * DigitScenes.MaximumLength) + step;
                words[at] = Sampler.Greedy(logits.AsSpan(at * CaptionVocabulary.Count, CaptionVocabulary.Count));
            }
        }
        return words;
    }

    public void Dispose()
    {
        trainer.Dispose();
        net.Dispose();
    }

    protected abstract void Predict(ReadOnlySpan<float> pictures, ReadOnlySpan<int> before, ReadOnlySpan<int> lengths, Span<float> logits);
}

/// <summary>Without attention.</summary>
internal sealed class PlainWriter(Captioner net, Captioner.Trainer trainer, int count) : Writer(net, trainer, count)
{
    public override float Step(CaptionBatch batch) => trainer.Step(batch.Pictures, batch.Before, batch.Lengths, batch.Words);

    protected override void Predict(ReadOnlySpan<float> pictures, ReadOnlySpan<int> before, ReadOnlySpan<int> lengths, Span<float> logits) =>
        net.Predict(pictures, before, lengths, logits);
}

/// <summary>With attention.</summary>
internal sealed class AttentiveWriter(AttentiveCaptioner net, AttentiveCaptioner.Trainer trainer, int count) : Writer(net, trainer, count)
{
    /// <summary>The rows and columns of the regions.</summary>
    public const int RegionSide = 8; // as the network's file has it

    /// <summary>The regions of a picture.</summary>
    public const int Regions = RegionSide * RegionSide;

    /// <summary>How much each region counted for each word that was written last: words x rows x columns of each picture.</summary>
    public float[] Weights { get; } = new float[count * DigitScenes.MaximumLength * Regions];

    public override float Step(CaptionBatch batch) => trainer.Step(batch.Pictures, batch.Before, batch.Lengths, batch.Words);

    protected override void Predict(ReadOnlySpan<float> pictures, ReadOnlySpan<int> before, ReadOnlySpan<int> lengths, Span<float> logits) =>
        net.Predict(pictures, before, lengths, logits, Weights);
}
