using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using NetGen;
using NetGen.Data;
using NetGen.Shared;

namespace Transfer;

/// <summary>The first training, those that begin where it ended, and those from scratch; the table of their accuracies.</summary>
internal sealed class Comparison
{
    private const int BatchSize = 50;
    private const int Epoch = 5000; // images of an epoch, so that all trainings have as many steps
    private const string Source = "digits-0-to-4.safetensors";

    private static readonly int[] ImagesOfEach = [10, 1000];

    private readonly TrainingRun run;
    private readonly Way[] ways;
    private readonly List<string> table = [];

    public Comparison(TrainingRun run)
    {
        this.run = run;
        ways =
        [
            new("linear on top", Transfers: true, () => new LinearOnTop(run.Seed, run.Threads), net => new LinearOnTop.Trainer((LinearOnTop)net, BatchSize, run.Threads)),
            new("fine-tuned", Transfers: true, () => new FineTuned(run.Seed, run.Threads), net => new FineTuned.Trainer((FineTuned)net, BatchSize, run.Threads)),
            FromScratch,
        ];
    }

    private Way FromScratch => new("from scratch", Transfers: false, () => new Whole(run.Seed, run.Threads), net => new Whole.Trainer((Whole)net, BatchSize, run.Threads));

    /// <param name="digits">Has MNIST's files.</param>
    /// <param name="fashion">Has Fashion-MNIST's files; where it is not there, there is only similar data.</param>
    public void Run(string digits, string fashion)
    {
        OutputFile.Check(Source);
        bool hasDifferent = Directory.Exists(fashion);
        if (!hasDifferent)
            Console.WriteLine($"Without different data: {FashionMnist.HowToGet}");

        Learn(digits);
        table.Add(Row("", ways.Select(way => way.Name)));
        Apply("similar data: digits 5 to 9", digits);
        if (hasDifferent)
            Apply("different data: Fashion-MNIST, classes 5 to 9", fashion);
        Console.WriteLine($"\ntest accuracy\n{string.Join('\n', table)}");
    }

    /// <summary>The task whose features the others get.</summary>
    private void Learn(string digits)
    {
        using Network net = FromScratch.Make();
        double accuracy = Train("digits 0 to 4", FromScratch, net, ImageClasses.Read(digits, "train", 0), ImageClasses.Read(digits, "t10k", 0));
        net.Save(Source);
        Console.WriteLine(FormattableString.Invariant($"test accuracy {accuracy:0.0000}; weights saved to {Source}"));
    }

    private void Apply(string data, string directory)
    {
        DataSet all = ImageClasses.Read(directory, "train", 5), test = ImageClasses.Read(directory, "t10k", 5);
        foreach (int ofEach in ImagesOfEach)
        {
            string task = $"{data}, {ofEach} of each";
            DataSet train = ImageClasses.Repeat(ImageClasses.Choose(all, ofEach, run.Seed), Epoch);
            table.Add(Row(task, ways.Select(way => Apply(way, task, train, test)).ToArray()));
        }
    }

    private string Apply(Way way, string task, DataSet train, DataSet test)
    {
        using Network net = way.Make();
        // All but the head, which has other classes.
        WeightReport? report = way.Transfers ? net.LoadMatchingWeights(Source, name => name.StartsWith("head.", StringComparison.Ordinal) ? null : name) : null;
        double accuracy = Train($"{task}, {way.Name}", way, net, train, test, report);
        return FormattableString.Invariant($"{accuracy:0.0000}");
    }

    private double Train(string title, Way way, Network net, DataSet train, DataSet test, WeightReport? report = null)
    {
        using Trainer trainer = way.MakeTrainer(net);
        Console.WriteLine($"\n{title}");
        if (report is not null)
            Console.WriteLine($"{Source}: {report}");
        Console.WriteLine(FormattableString.Invariant($"trains {trainer.Gradients.TotalCount:#,0} of {net.Parameters.TotalCount:#,0} parameters"));
        run.Fit(trainer, train, "images");
        return trainer.Evaluate(test).Accuracy!.Value;
    }

    private static string Row(string task, IEnumerable<string> cells) => $"{task,-64}{string.Concat(cells.Select(cell => $"{cell,15}"))}";

    /// <summary>A way to come to a classifier.</summary>
    /// <param name="Name">What the table calls it.</param>
    /// <param name="Transfers">Whether it begins with the features of the first task.</param>
    /// <param name="Make">Makes the network.</param>
    /// <param name="MakeTrainer">Makes its trainer.</param>
    private sealed record Way(string Name, bool Transfers, Func<Network> Make, Func<Network, Trainer> MakeTrainer);
}
