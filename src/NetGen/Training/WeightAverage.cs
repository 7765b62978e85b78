using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Numerics;

namespace NetGen;

/// <summary>The average of the weights that a training has had so far, as the weights of another network.</summary>
/// <remarks>
/// <para>Each update moves the averages by <c>a ← a + (1 - decay)/(1 - decayᵗ)·(w - a)</c>, where t counts from 1, so that the first is the weights themselves. So they are <c>Σ
/// decay^(t-i)·wᵢ / Σ decay^(t-i)</c>: an exponential average without the pull to its start that one has which starts at zero, or at the initial weights. With a decay of 1 the
/// factor is 1/t and they are the mean of all. States, as running means of batch normalization, are averaged like weights.</para>
/// <para>Polyak, Juditsky: Acceleration of Stochastic Approximation by Averaging, 1992; Izmailov et al.: Averaging Weights Leads to Wider Optima and Better Generalization, 2018;
/// torch.optim.swa_utils.AveragedModel. A trainer follows the average that it is given by <see cref="Trainer.Average"/>; checkpoints have it.</para>
/// </remarks>
public sealed unsafe class WeightAverage
{
    private const int Grain = 4096;

    /// <summary>Makes an average of nothing yet.</summary>
    /// <param name="network">A network of the class that is trained, with weights of its own, which from the first update on are the averages. It can predict, be saved and be
    /// copied at any time between steps.</param>
    /// <param name="decay">What is left of a step's share after each later one, above 0 and up to 1; 1 for the mean of all. Default: 0.999, so that some thousand steps
    /// count.</param>
    /// <exception cref="ArgumentOutOfRangeException">The decay is out of its range.</exception>
    /// <exception cref="InvalidOperationException">The network was made over <see cref="PackedWeights"/>.</exception>
    public WeightAverage(Network network, double decay = 0.999)
    {
        ArgumentNullException.ThrowIfNull(network);
        if (!(decay > 0 && decay <= 1))
            throw new ArgumentOutOfRangeException(nameof(decay), decay, "Expected a number above 0 and up to 1.");
        network.ThrowIfReadOnly();
        Network = network;
        Decay = decay;
    }

    /// <summary>The network whose weights are the averages.</summary>
    public Network Network { get; }

    /// <summary>What is left of a step's share after each later one.</summary>
    public double Decay { get; }

    /// <summary>The updates before the first that counts. Default: 0.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative.</exception>
    public long From
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfNegative(value);
            field = value;
        }
    }

    /// <summary>The updates from one that counts to the next, such as those of an epoch or of a cycle of the learning rate. Default: 1.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not positive.</exception>
    public long EverySteps
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfNegativeOrZero(value);
            field = value;
        }
    } = 1;

    /// <summary>How many weights are averaged; 0 before the first.</summary>
    public long Count { get; internal set; }

    /// <exception cref="ArgumentException">The average cannot be that of the network.</exception>
    internal void ThrowIfNotOf(Network trained)
    {
        if (trained.GetType() != Network.GetType())
            throw new ArgumentException($"The average of a {trained.GetType().Name} is a {trained.GetType().Name} too, not a {Network.GetType().Name}.");
        if (trained.Weights == Network.Weights)
            throw new ArgumentException("The average needs a network with weights of its own, and this one shares those that are trained.");
    }

    /// <summary>Takes in the weights behind an update; allocates nothing.</summary>
    internal void Follow(Network trained, long steps, ThreadTeam team)
    {
        if (steps <= From || (steps - From) % EverySteps != 0)
            return;

        if (++Count == 1)
        {
            new ReadOnlySpan<float>(trained.Weights, trained.WeightCount).CopyTo(new Span<float>(Network.Weights, trained.WeightCount));
            return;
        }
        var move = new Move { Averages = Network.Weights, Weights = trained.Weights, Share = (float)(Decay == 1 ? 1.0 / Count : (1 - Decay) / (1 - Math.Pow(Decay, Count))) };
        team.Run(&Move.Run, &move, trained.WeightCount, Grain);
        GC.KeepAlive(Network);
    }

    /// <summary>Exchanges averages and weights, and back again when it is called again.</summary>
    internal void Exchange(Network trained)
    {
        float* averages = Network.Weights, weights = trained.Weights;
        for (int i = 0; i < trained.WeightCount; i++)
            (averages[i], weights[i]) = (weights[i], averages[i]);
        GC.KeepAlive(Network);
    }

    /// <summary>What stands of it in a checkpoint beside the averages themselves.</summary>
    internal IEnumerable<(string Key, string Value)> StateNumbers => [("average", ToString()), ("average_count", Count.ToString(CultureInfo.InvariantCulture))];

    /// <exception cref="InvalidDataException">The checkpoint is of another average.</exception>
    internal long ReadCount(CheckpointFile file) => file["average"] == ToString()
        ? file.Number<long>("average_count")
        : throw new InvalidDataException($"{file.Path}: the checkpoint is of another training: its average has {file["average"]}, and {this} here.");

    /// <summary>The settings.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"decay {Decay:R} from {From} every {EverySteps}");

    private struct Move
    {
        public float* Averages;
        public float* Weights;
        public float Share;

        public static void Run(void* frame, int member, int begin, int end)
        {
            Move move = *(Move*)frame;
            var averages = new Span<float>(move.Averages, end);
            var weights = new ReadOnlySpan<float>(move.Weights, end);
            int at = begin;
            for (; at <= end - Vector<float>.Count; at += Vector<float>.Count)
            {
                var average = new Vector<float>(averages[at..]);
                (average + (move.Share * (new Vector<float>(weights[at..]) - average))).CopyTo(averages[at..]);
            }
            for (; at < end; at++)
                averages[at] += move.Share * (weights[at] - averages[at]);
        }
    }
}
