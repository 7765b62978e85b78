using System;
using System.IO;
using NetGen.Shared;

namespace Names;

/// <summary>The whole way: names, training, weights in a file, evaluation.</summary>
internal sealed class Training(TrainingRun run)
{
    private const int BatchSize = 64;
    private const int LongestName = 15; // as the network's file has it
    private const string WeightFile = "names.safetensors";

    /// <param name="directory">Has the lists.</param>
    /// <param name="others">Names to judge at the end.</param>
    public void Run(string directory, string[] others)
    {
        OutputFile.Check(WeightFile);
        NameData data = NameData.Read(directory, run.Seed);
        if (data.MaximumLength != LongestName)
            throw new InvalidDataException($"the longest name has {data.MaximumLength} characters; the network reads {LongestName}");

        using var net = new NameClassifier(run.Seed, run.Threads);
        using var trainer = new NameClassifier.Trainer(net, BatchSize, run.Threads);
        Console.WriteLine(NameClassifier.Description);

        run.Fit(trainer, data.Train, "names");
        net.Save(WeightFile);
        Console.WriteLine($"weights saved to {WeightFile}");
        foreach (string name in others)
            Console.WriteLine(Judge(net, name));
        Console.WriteLine(FormattableString.Invariant($"test accuracy {trainer.Evaluate(data.Test).Accuracy:0.0000}"));
    }

    private static string Judge(NameClassifier net, string name)
    {
        int[] letters = NameAlphabet.Encode(name), tokens = new int[LongestName];
        if (letters.Length is 0 or > LongestName)
            throw new InvalidDataException($"'{name}' has {letters.Length} characters; a name has 1 to {LongestName}");
        letters.CopyTo(tokens, 0);
        float[] scores = new float[2];
        net.Predict(tokens, [letters.Length], scores);
        double female = 1 / (1 + Math.Exp(scores[NameData.Male] - scores[NameData.Female]));
        return FormattableString.Invariant($"{name}: {(female >= 0.5 ? "female" : "male")}, {Math.Max(female, 1 - female):0%}");
    }
}
