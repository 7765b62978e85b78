using System;
using System.Globalization;
using NetGen;
using NetGen.Shared;

namespace Mnist;

/// <summary>The whole way: data, training, evaluation, weights in a file.</summary>
internal sealed class Training(TrainingRun run)
{
    private const int BatchSize = 64;
    private const string WeightFile = "lenet5.safetensors";

    public void Run(string directory)
    {
        OutputFile.Check(WeightFile);
        MnistData data = MnistData.Read(directory);
        using var net = new LeNet5(run.Seed, run.Threads);
        using var trainer = new LeNet5.Trainer(net, BatchSize, run.Threads);
        Console.WriteLine(LeNet5.Description);

        Progress.Run(observer => trainer.Fit(data.Train, run.Epochs, options: new FitOptions { Observer = new HalvingRate(trainer, observer) }));

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
