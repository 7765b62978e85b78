using System;

namespace NetGen;

/// <summary>Ends a training that has ceased to become better, and goes back to the weights of its best epoch.</summary>
/// <remarks>Prechelt: Early Stopping - But When?, 1998. It goes along in checkpoints, with the best weights.</remarks>
/// <param name="Patience">The epochs in a row without an improvement that end the training, from 1 on.</param>
public sealed record EarlyStopping(int Patience)
{
    /// <summary>The epochs in a row without an improvement that end the training, from 1 on.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not positive.</exception>
    public int Patience { get; init => field = Require.Positive(value); } = Require.Positive(Patience);

    /// <summary>How much smaller than the best one before a score must be to be an improvement. Default: 0, any smaller one is.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative or not a number.</exception>
    public double MinimumDelta
    {
        get;
        init => field = value >= 0 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "Expected a number from 0 on.");
    }

    /// <summary>Whether the network has the weights of the best epoch in the end, and its average, if there is one, those of then. The optimizer's state stays that of the last
    /// step. Default: yes.</summary>
    public bool RestoreBest { get; init; } = true;

    /// <summary>Tells how good an epoch was, the less the better. Default: the validation loss or, without validation examples, the training loss.</summary>
    public Func<EpochResult, double> Score { get; init; } = static result => result.Validation?.Loss ?? result.Loss;
}
