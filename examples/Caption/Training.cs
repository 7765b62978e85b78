using System;
using System.IO;
using System.Linq;
using NetGen.Data;
using NetGen.Shared;

namespace Caption;

/// <summary>The whole way, for the network without attention and the one with it: pictures, training, weights in a file, sentences about other pictures.</summary>
internal sealed class Training(TrainingRun run)
{
    private const int BatchSize = 64;
    private const int BatchesOfAnEpoch = 500; // each of new pictures
    private const int TestPictures = 2048;
    private const int PicturesShown = 6;
    private const string PlainFile = "caption.safetensors";
    private const string AttentiveFile = "caption-attention.safetensors";
    private const string AttentionFile = "attention.png";

    /// <param name="directory">Has MNIST's files.</param>
    public void Run(string directory)
    {
        foreach (string file in (string[])[PlainFile, AttentiveFile, AttentionFile])
            OutputFile.Check(file);
        CaptionBatch train = Pictures("train", run.Seed), test = Pictures("t10k", run.Seed + 1);

        var plainNet = new Captioner(run.Seed, run.Threads);
        using var plain = new PlainWriter(plainNet, new Captioner.Trainer(plainNet, BatchSize, run.Threads), BatchSize);
        Console.WriteLine(Captioner.Description);
        double plainAccuracy = TrainAndTest(plain, PlainFile, train, test);

        var net = new AttentiveCaptioner(run.Seed, run.Threads);
        using var attentive = new AttentiveWriter(net, new AttentiveCaptioner.Trainer(net, BatchSize, run.Threads), BatchSize);
        Console.WriteLine();
        Console.WriteLine(AttentiveCaptioner.Description);
        double accuracy = TrainAndTest(attentive, AttentiveFile, train, test);
        Draw(attentive, test);

        Console.WriteLine(FormattableString.Invariant($"right sentences without attention {plainAccuracy:0.0000}"));
        Console.WriteLine(FormattableString.Invariant($"right sentences with attention {accuracy:0.0000}"));

        CaptionBatch Pictures(string part, ulong seed) => new(
            new DigitScenes(
                IdxFile.ReadLabelledImages(Path.Combine(directory, $"{part}-images-idx3-ubyte.gz"), Path.Combine(directory, $"{part}-labels-idx1-ubyte.gz"), 0, 1),
                seed), BatchSize);
    }

    /// <returns>The share of the test pictures whose whole sentence is right.</returns>
    private double TrainAndTest(Writer writer, string file, CaptionBatch train, CaptionBatch test)
    {
        run.Fit(writer.Trainer, BatchesOfAnEpoch, number =>
        {
            train.Make(number * BatchSize);
            return writer.Step(train);
        }, "pictures");
        writer.Net.Save(file);
        Console.WriteLine($"weights saved to {file}");

        int right = 0;
        for (int first = 0; first < TestPictures; first += BatchSize)
        {
            test.Make(first);
            int[] words = writer.Write(test.Pictures);
            right += Enumerable.Range(0, BatchSize).Count(i => words.AsSpan(i * DigitScenes.MaximumLength).StartsWith([.. test.Sentence(i), CaptionVocabulary.End]));
        }
        return (double)right / TestPictures;
    }

    /// <summary>Tells of the first test pictures and draws where it looked.</summary>
    private static void Draw(AttentiveWriter writer, CaptionBatch test)
    {
        test.Make(0);
        int[] words = writer.Write(test.Pictures);
        var sheet = new AttentionSheet(PicturesShown);
        for (int i = 0; i < PicturesShown; i++)
        {
            ReadOnlySpan<int> written = words.AsSpan(i * DigitScenes.MaximumLength, DigitScenes.MaximumLength);
            Console.WriteLine($"{CaptionVocabulary.Decode(written)}   [{CaptionVocabulary.Decode(test.Sentence(i))}]");
            sheet.Add(test.Picture(i), written, writer.Weights.AsSpan(i * DigitScenes.MaximumLength * AttentiveWriter.Regions));
        }
        sheet.Save(AttentionFile);
        Console.WriteLine($"where it looked for each word is in {AttentionFile}");
    }
}
