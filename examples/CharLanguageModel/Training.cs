using System;
using System.IO;
using NetGen.Shared;

namespace CharLanguageModel;

/// <summary>The whole way: text, training, weights in a file, writing.</summary>
internal sealed class Training(TrainingRun run)
{
    private const int Streams = 32;
    private const int Window = 64; // as the network's file has it
    private const int HeldOutShare = 20;
    private const string WeightFile = "charlm.safetensors";

    public void Run(string directory, string? weights)
    {
        OutputFile.Check(WeightFile);
        string text = TextFile.Read(Path.Combine(directory, "moby-dick.txt.gz"));
        var vocabulary = new CharacterVocabulary(text);
        int[] tokens = vocabulary.Encode(text);
        int end = tokens.Length - (tokens.Length / HeldOutShare);

        using var net = new CharacterModel(run.Seed, run.Threads);
        if (weights is not null)
            net.LoadWeights(weights);
        using var trainer = new CharacterModel.Trainer(net, Streams, run.Threads);
        Console.WriteLine(CharacterModel.Description);

        var train = new TextStreams(tokens[..end], Streams, Window);
        var training = new StreamTraining(trainer, train, new TextStreams(tokens[end..], Streams, Window));
        run.Fit(observer => training.Run(run.Epochs, observer), "characters", "bits per character");
        net.Save(WeightFile);
        Console.WriteLine($"weights saved to {WeightFile}");
        var writer = new Writer(net, vocabulary);
        foreach (float temperature in (float[])[0.4f, 0.7f, 1])
            Console.WriteLine(FormattableString.Invariant($"\n--- temperature {temperature:0.0} ---\n{writer.Write("CHAPTER ", 400, temperature, run.Seed)}"));
        Console.WriteLine();
        Console.WriteLine(FormattableString.Invariant($"validation bits per character {training.Evaluate():0.000}"));
    }
}
