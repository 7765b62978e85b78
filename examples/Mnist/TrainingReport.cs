using System;
using System.Globalization;
using System.IO;
using NetGen;
using NetGen.Data;
using NetGen.Plots;

namespace Mnist;

/// <summary>What the training was and how it went, as files and as a page with figures.</summary>
internal sealed class TrainingReport(string directory, Trainer trainer, string images)
{
    private const int Mistakes = 40;

    public ITrainingObserver Record(ITrainingObserver next) => new RunFolder(directory, trainer, next);

    public void Write(ExampleSource train, DataSet test, Evaluation evaluation)
    {
        ReadOnlySpan<int> labels = test["label"].Ints;
        Report report = new Report($"{trainer.Network.Describe().Name} on {images}")
            .AddTraining(directory)
            .Section("Test")
            .Add(string.Create(CultureInfo.InvariantCulture, $"Accuracy {evaluation.Accuracy:0.0000}, loss {evaluation.Loss:0.0000}."))
            .Add(new ConfusionPlot(evaluation.Confusion!));
        if (evaluation.Accuracy < 1)
            report.Add(PictureSheet.OfMistakes(test, ClassProbabilities.Of(trainer.Network, test), labels, Mistakes));
        report
            .Section("What the network sees")
            .Add(PictureSheet.OfEpochs(train), "Training images, as each epoch has them.")
            .Add(PictureSheet.OfFilters(trainer.Network.Parameters[0]))
            .Add(PictureSheet.OfSaliency(trainer.Network, test, labels), "Test images, and the pixels that the score of their class depends on.")
            .AddSettings(directory)
            .Save(Path.Combine(directory, "report.html"));
    }
}
