using System;
using System.Globalization;
using NetGen;
using NetGen.Shared;

namespace Mnist;

/// <summary>The whole way: data, training, evaluation, weights in a file.</summary>
internal sealed class Training(int epochs, ulong seed, int threads)
{
    private const int BatchSize = 64;
    private const string WeightFile = "lenet5.safetensors";

    /// <summary>The name of a schedule in place of that of the network's file, or null.</summary>
    public string? Schedule { get; init; }

    public Checkpoints? Checkpoints { get; init; }

    public void Run(string directory)
    {
        OutputFile.Check(WeightFile);
        MnistData data = MnistData.Read(directory);
        using var net = new LeNet5(seed, threads);
        using var trainer = new LeNet5.Trainer(net, BatchSize, threads);
        Console.WriteLine(LeNet5.Description);

        if (Schedule is not null)
            trainer.Schedule = Schedules.Of(Schedule);
        Progress.Run(observer => trainer.Fit(data.Train, epochs, options: new FitOptions { Observer = observer, Checkpoints = Checkpoints }));

        Evaluation test = trainer.Evaluate(data.Test);
        try
        {
            net.Save(WeightFile);
            Console.WriteLine($"weights saved to {WeightFile}");
        }
        finally
        {
            // What the training reached is told even where the file cannot be written.
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"test accuracy {test.Accuracy:0.0000}"));
        }
    }
}
