using System;
using NetGen.Data;

namespace NetGen;

/// <summary>The base of generated trainers: gradients, optimizer state, and the training loop.</summary>
/// <remarks>A trainer serves one caller at a time, and while it works its network's weights change.</remarks>
public abstract unsafe class Trainer : IDisposable
{
    private readonly AlignedBuffer gradients;
    private readonly AlignedBuffer slots;
    private readonly int slotFloats;
    private float learningRate;
    private bool disposed;

    /// <summary>Allocates gradients and optimizer state, all zero.</summary>
    /// <param name="network">The network to train.</param>
    /// <param name="batchSize">The most examples of a step.</param>
    /// <param name="threads">The threads, the caller included; 0 for one per processor. The results do not depend on it.</param>
    /// <param name="layout">The layout of the gradients.</param>
    /// <param name="optimizerSlots">How many values of state the optimizer keeps for each weight.</param>
    /// <param name="learningRate">The initial learning rate.</param>
    /// <exception cref="ArgumentOutOfRangeException">The batch size is not positive, or the learning rate negative or not finite.</exception>
    /// <exception cref="InvalidOperationException">The network was made over <see cref="PackedWeights"/>, which can only be read.</exception>
    /// <exception cref="ObjectDisposedException">The network was disposed of.</exception>
    protected Trainer(Network network, int batchSize, int threads, NetworkLayout layout, int optimizerSlots, float learningRate)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(batchSize);
        _ = network.Weights; // throws where it was disposed of, before anything is allocated
        network.ThrowIfReadOnly();
        Network = network;
        BatchSize = batchSize;
        LearningRate = learningRate;
        Team = Network.NewTeam(threads);
        Seed = network.Seed;
        slotFloats = layout.TrainedFloats;
        gradients = new AlignedBuffer(layout.TrainedFloats);
        slots = new AlignedBuffer((long)optimizerSlots * layout.TrainedFloats);
        Gradients = new ParameterSet(layout, gradients, trainedOnly: true);
    }

    /// <summary>The network that is trained.</summary>
    public Network Network { get; }

    /// <summary>The most examples of a step.</summary>
    public int BatchSize { get; }

    /// <summary>The gradients of the last backward pass, in canonical (PyTorch) names and layouts.</summary>
    public ParameterSet Gradients { get; }

    /// <summary>The L2 norm of all gradients of the last backward pass, before any clipping; 0 before the first pass.</summary>
    /// <remarks>Computed when it is read, in one pass over the gradients; allocates nothing.</remarks>
    /// <exception cref="ObjectDisposedException">The trainer was disposed of.</exception>
    public float GradientNorm => EuclideanNorm.Of(new ReadOnlySpan<float>(GradientValues, slotFloats));

    /// <summary>The factor of the updates; may be changed between steps.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative or not finite.</exception>
    public float LearningRate
    {
        get => learningRate;
        set
        {
            if (!float.IsFinite(value) || value < 0)
                throw new ArgumentOutOfRangeException(nameof(value), value, "The learning rate must be finite and not negative.");
            learningRate = value;
        }
    }

    /// <summary>The seed of what is random in training, as dropout; the network's at first.</summary>
    /// <remarks>With <see cref="Steps"/> it decides every random number: backward passes without an update between them draw the same.</remarks>
    public ulong Seed { get; set; }

    /// <summary>The number of updates done so far.</summary>
    public long Steps { get; protected set; }

    /// <summary>The number of epochs that <see cref="Fit"/> has begun: the next one shuffles by it.</summary>
    internal int EpochsBegun { get; set; }

    /// <summary>The network's weights, in internal layout.</summary>
    protected float* Weights => Network.Weights;

    /// <summary>The gradients, in internal layout.</summary>
    /// <exception cref="ObjectDisposedException">The trainer was disposed of.</exception>
    protected float* GradientValues
    {
        get
        {
            ObjectDisposedException.ThrowIf(disposed, this);
            return gradients.Pointer;
        }
    }

    /// <summary>What every method that works on the buffers does first: they lie outside the garbage collector's reach, and are gone with the trainer or its network.</summary>
    /// <exception cref="ObjectDisposedException">The trainer or its network was disposed of.</exception>
    protected void ThrowIfDisposed()
    {
        ObjectDisposedException.ThrowIf(disposed, this);
        _ = Network.Weights;
    }

    /// <summary>The trainer's threads.</summary>
    protected ThreadTeam Team { get; }

    /// <summary>Two words of random bits for this step, in floats: kernels make the keys of all random numbers of it.</summary>
    protected (float, float) RandomWords()
    {
        (uint word0, uint word1, _, _) = new CounterRandom(Seed, (ulong)Steps, site: uint.MaxValue).Block(0);
        return (BitConverter.UInt32BitsToSingle(word0), BitConverter.UInt32BitsToSingle(word1));
    }

    /// <summary>One value of optimizer state for each weight, in internal layout.</summary>
    /// <param name="index">Which of the optimizer's values.</param>
    /// <exception cref="ObjectDisposedException">The trainer was disposed of.</exception>
    protected float* Slot(int index)
    {
        ObjectDisposedException.ThrowIf(disposed, this);
        return slots.Pointer + (long)index * slotFloats;
    }

    /// <summary>Backward pass and update for a batch whose columns are the inputs and then the targets, in order; returns the mean loss.</summary>
    protected internal abstract float StepBatch(in Batch batch);

    /// <summary>The mean loss of a batch whose columns are the inputs and then the targets, in order; computes no gradient.</summary>
    protected internal abstract float EvaluateBatch(in Batch batch);

    /// <summary>The column of a batch that holds the right class of each example, of which the network's first output has the scores; null if no loss compares these two.</summary>
    /// <remarks>Generated. Evaluation measures accuracy by it.</remarks>
    protected internal virtual int? LabelColumn => null;

    /// <summary>Trains for some epochs, in batches of <see cref="BatchSize"/>, without allocating for a batch.</summary>
    /// <param name="train">The examples; their columns are the network's inputs and then the targets, in order.</param>
    /// <param name="epochs">How often to go through all of them. A later call goes on where this one ended. <see cref="int.MaxValue"/> leaves it to the observer when to stop.</param>
    /// <param name="validation">Examples to evaluate after each epoch; not trained on.</param>
    /// <param name="options">Order of the examples, seed, reading ahead, observer.</param>
    /// <exception cref="ArgumentException">There are no examples, or fewer than a batch while incomplete batches are dropped; or a label is no class: its index is that in the batch.</exception>
    /// <exception cref="DivergenceException">The loss is infinite or not a number.</exception>
    /// <exception cref="ObjectDisposedException">The trainer or its network was disposed of.</exception>
    public FitResult Fit(ExampleSource train, int epochs, ExampleSource? validation = null, FitOptions? options = null)
    {
        using var loop = new TrainingLoop(this, train, validation, options ?? new FitOptions());
        return loop.Run(epochs);
    }

    /// <summary>The mean loss over examples and, where a loss compares the network's first output with class labels, the accuracy of that output and its confusion matrix.</summary>
    /// <param name="data">The examples; their columns are the network's inputs and then the targets, in order.</param>
    /// <exception cref="ArgumentException">There are no examples, or a label is no class: its index is that in the batch.</exception>
    /// <exception cref="ObjectDisposedException">The trainer or its network was disposed of.</exception>
    public Evaluation Evaluate(ExampleSource data)
    {
        using var evaluator = new Evaluator(this, data);
        return evaluator.Evaluate();
    }

    /// <summary>Frees gradients and optimizer state and ends the threads; the network stays. Disposing twice does nothing.</summary>
    public virtual void Dispose()
    {
        if (disposed)
            return;

        disposed = true;
        Team.Dispose();
        gradients.Dispose();
        slots.Dispose();
        GC.SuppressFinalize(this);
    }
}
