using System;

namespace NetGen;

/// <summary>Where and when <see cref="Trainer.Fit"/> saves all that it needs to go on as if it had never stopped.</summary>
/// <remarks>
/// A checkpoint is a safetensors file: the weights under their own names, so that <see cref="Network.LoadWeights(string)"/> reads it too, the state of the optimizer and of streams, and in its header the counters
/// of random numbers, the place in the data, the learning rate and what its schedule has learned. It is complete or not there at all, whenever the process ends, and a checksum tells damage. After
/// each epoch there is one, and one where the observer ends the training. What an observer keeps of its own is not in it.
/// </remarks>
/// <param name="Directory">Has the checkpoints of one call of <see cref="Trainer.Fit"/> and nothing else of this kind; made where it does not exist.</param>
public sealed record Checkpoints(string Directory)
{
    /// <summary>The file of the best epoch in the directory.</summary>
    public const string BestFile = "best.safetensors";

    /// <summary>Whether to go on from the last checkpoint of the directory, if there is one. Default: no; then a directory that has checkpoints is refused.</summary>
    /// <remarks>The result is that of a training that was not interrupted, bit for bit: data, batch size, seeds and options must be those of the first call, and only the epochs may be more.</remarks>
    public bool Resume { get; init; }

    /// <summary>The steps after which there is another checkpoint within an epoch; 0 for none but those at the ends of epochs. Default: 0.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative.</exception>
    public long EverySteps
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfNegative(value);
            field = value;
        }
    }

    /// <summary>How many checkpoints stay, the newest ones; from 1 on. Default: 3.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not positive.</exception>
    public int Keep
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfNegativeOrZero(value);
            field = value;
        }
    } = 3;

    /// <summary>Tells how good an epoch was, the less the better: the best one stays as <see cref="BestFile"/>. Null to keep none. Default: the validation loss or, without validation examples, the training loss.</summary>
    public Func<EpochResult, double>? Score { get; init; } = static result => result.Validation?.Loss ?? result.Loss;
}
