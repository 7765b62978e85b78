using System;
using System.Diagnostics;
using System.IO;
using NetGen.Shared;

namespace CharLanguageModel;

/// <summary>The whole way: text, training, weights in a file, writing.</summary>
internal sealed class Training(int epochs, ulong seed, int threads)
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

        using var net = new CharacterModel(seed, threads);
        if (weights is not null)
            net.LoadWeights(weights);
        using var trainer = new CharacterModel.Trainer(net, Streams, threads);
        Console.WriteLine(CharacterModel.Description);

        var train = new TextStreams(tokens[..end], Streams, Window);
        var training = new StreamTraining(trainer, train, new TextStreams(tokens[end..], Streams, Window));
        long start = Stopwatch.GetTimestamp();
        TimeSpan processor = Environment.CpuUsage.TotalTime;
        Progress.Run(
            observer => training.Run(epochs, observer),
            examples: "characters", measure: "bits per character");
        Console.WriteLine(FormattableString.Invariant(
            $"trained in {Stopwatch.GetElapsedTime(start).TotalSeconds:0} s, {(Environment.CpuUsage.TotalTime - processor).TotalSeconds:0} s of processor time"));

        net.Save(WeightFile);
        Console.WriteLine($"weights saved to {WeightFile}");
        var writer = new Writer(net, vocabulary);
        foreach (float temperature in (float[])[0.4f, 0.7f, 1])
            Console.WriteLine(FormattableString.Invariant($"\n--- temperature {temperature:0.0} ---\n{writer.Write("CHAPTER ", 400, temperature, seed)}"));
        Console.WriteLine();
        Console.WriteLine(FormattableString.Invariant($"validation bits per character {training.Evaluate():0.000}"));
    }
}
