namespace NetGen;

/// <summary>How <see cref="Trainer.Fit"/> goes through the examples.</summary>
public sealed record FitOptions
{
    /// <summary>The seed of the order of the examples. Default: the network's.</summary>
    public ulong? Seed { get; init; }

    /// <summary>Whether each epoch has a new random order. Default: yes.</summary>
    public bool Shuffle { get; init; } = true;

    /// <summary>Whether the last batch of an epoch is left out if it is smaller than the others. Default: no.</summary>
    public bool DropLast { get; init; }

    /// <summary>Where and when to save what is needed to go on after an interruption. Default: nowhere.</summary>
    public Checkpoints? Checkpoints { get; init; }

    /// <summary>Who is told of the progress, and may stop it. Default: nobody.</summary>
    public ITrainingObserver? Observer { get; init; }
}
