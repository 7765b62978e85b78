namespace NetGen;

/// <summary>How <see cref="Trainer.Fit"/> goes through the examples.</summary>
public sealed record FitOptions
{
    /// <summary>The seed of the order of the examples, and of what is random in them. Default: the network's.</summary>
    public ulong? Seed { get; init; }

    /// <summary>Whether each epoch has a new random order. Default: yes.</summary>
    public bool Shuffle { get; init; } = true;

    /// <summary>Whether the last batch of an epoch is left out if it is smaller than the others. Default: no.</summary>
    public bool DropLast { get; init; }

    /// <summary>Where and when to save what is needed to go on after an interruption. Default: nowhere.</summary>
    public Checkpoints? Checkpoints { get; init; }

    /// <summary>When to end a training that has ceased to become better. Default: never.</summary>
    public EarlyStopping? EarlyStopping { get; init; }

    /// <summary>Where to save the weights at the end of each cycle of the learning rate. Default: nowhere.</summary>
    public Snapshots? Snapshots { get; init; }

    /// <summary>How many batches a background thread may have ready before training asks for them; 0 to read each when it is asked for.</summary>
    /// <remarks>Default: as many as fit into 16 MB, but from 2 to 64; and 0 for a <see cref="Data.DataSet"/> in memory, of which reading is copying, if the trainer has a
    /// thread for each processor.</remarks>
    public int? ReadAhead { get; init; }

    /// <summary>The threads that read a batch; 0 for one per processor. The batches do not depend on it. Default: those of the trainer for a <see cref="Data.DataSet"/> in memory
    /// that is not read ahead; else 1.</summary>
    public int? ReadThreads { get; init; }

    /// <summary>Who is told of the progress, and may stop it. Default: nobody.</summary>
    public ITrainingObserver? Observer { get; init; }
}
