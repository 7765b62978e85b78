using System;
using System.IO;
using NetGen;
using NetGen.Data;

namespace Mnist;

/// <summary>Looks for a learning rate and a batch size, from coarse to fine: short trials in a wide space, then longer ones where the best were.</summary>
/// <param name="network">What to train.</param>
/// <param name="seed">The seed of the trials, and of each training.</param>
/// <param name="threads">The threads of a training.</param>
internal sealed class Search(MnistNetwork network, ulong seed, int threads)
{
    private const int CoarseImages = 10_000;
    private const int FineEpochs = 2;
    private const int Best = 5;

    /// <summary>What is done to training images.</summary>
    public required Func<DataSet, ExampleSource> Prepare { get; init; }

    /// <summary>The trials of each of the two stages.</summary>
    public required int Trials { get; init; }

    /// <summary>The name of a schedule in place of that of the network's file, or null.</summary>
    public string? Schedule { get; init; }

    /// <summary>What the images are called.</summary>
    public required string Images { get; init; }

    /// <summary>The settings of the fine stage with the fewest errors on the last sixth of the images, which no trial is trained on.</summary>
    public SearchTrial Run(DataSet images)
    {
        (DataSet train, DataSet validation) = images.Split(images.Count - (images.Count / 6));
        var wide = new SearchSpace { { "rate", SearchRange.LogUniform(1e-5, 1) }, { "batch", SearchRange.Choice(16, 32, 64, 128, 256) } };
        SearchResults coarse = Stage("coarse", wide, train.Slice(0, Math.Min(CoarseImages, train.Count)), 1, validation);
        SearchResults fine = Stage("fine", coarse.Narrow(Best), train, FineEpochs, validation);
        return fine.Best!;
    }

    private SearchResults Stage(string name, SearchSpace space, DataSet train, int epochs, DataSet validation)
    {
        string file = $"{network.Name.ToLowerInvariant()}-{name}.csv";
        var search = new HyperparameterSearch(file, space)
        {
            Seed = seed,
            Subject = $"{network.Name} on {train.Count} of {Images} for {epochs} epochs with schedule {Schedule ?? "of the network"}",
            OnResult = result =>
            {
                string score = result.Score is { } error ? FormattableString.Invariant($"validation error {error:0.0000}") : "diverged";
                Console.WriteLine($"{name} {result.Trial.Number + 1}/{Trials}  {result.Trial}: {score}");
            },
        };
        SearchResults results = search.Random(Trials, trial => Error(trial, train, epochs, validation));
        Console.WriteLine($"{results}results are in {file}\n");
        return results.Best is not null ? results : throw new InvalidDataException($"all trials of {file} diverged: try more of them");
    }

    private double Error(SearchTrial trial, DataSet train, int epochs, DataSet validation)
    {
        using Network net = network.Make(seed, threads);
        using Trainer trainer = network.MakeTrainer(net, (int)trial["batch"], threads);
        trainer.LearningRate = (float)trial["rate"];
        if (Schedule is not null)
            trainer.Schedule = Schedules.Of(Schedule);
        trainer.Fit(Prepare(train), epochs);
        return 1 - trainer.Evaluate(validation).Accuracy!.Value;
    }
}
