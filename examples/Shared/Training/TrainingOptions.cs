using System.CommandLine;

namespace NetGen.Shared;

/// <summary>The options of all programs that train: how long, from which seed, with how many threads.</summary>
internal sealed class TrainingOptions
{
    private readonly Option<ulong> seed;
    private readonly Option<int> threads = new("--threads") { Description = "Threads; 0 for one per processor. The result does not depend on it" };

    /// <param name="command">Gets the options.</param>
    /// <param name="epochs">How many epochs there are if nothing is said.</param>
    /// <param name="epochsMean">What the help says of the epochs.</param>
    /// <param name="seedOf">What depends on the seed.</param>
    public TrainingOptions(RootCommand command, int epochs, string epochsMean, string seedOf)
    {
        Epochs = new("--epochs") { Description = epochsMean, DefaultValueFactory = _ => epochs };
        seed = new("--seed") { Description = $"Seed of {seedOf}", DefaultValueFactory = _ => 1 };
        Epochs.Limit(0, 1000);
        seed.Limit(ulong.MinValue, ulong.MaxValue);
        threads.Limit(0, 1024);
        command.Add(Epochs);
        command.Add(seed);
        command.Add(threads);
    }

    /// <summary>How long to train.</summary>
    public Option<int> Epochs { get; }

    public TrainingRun Read(ParseResult arguments) => new(arguments.GetValue(Epochs), arguments.GetValue(seed), arguments.GetValue(threads));
}
