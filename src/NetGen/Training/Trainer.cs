using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using NetGen.Data;

namespace NetGen;

/// <summary>The base of generated trainers: gradients, optimizer state, and the training loop.</summary>
/// <remarks>A trainer serves one caller at a time, and while it works its network's weights change.</remarks>
public abstract unsafe class Trainer : IDisposable
{
    private readonly AlignedBuffer gradients;
    private readonly AlignedBuffer[] slots;
    private readonly NetworkLayout layout;
    private FloatTensor[]? stateTensors;
    private WeightAverage? average;
    private float learningRate;
    private double rateFactor = 1;
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
        this.layout = layout;
        gradients = new AlignedBuffer(layout.TrainedFloats);
        slots = new AlignedBuffer[optimizerSlots];
        for (int i = 0; i < slots.Length; i++)
            slots[i] = new AlignedBuffer(layout.TrainedFloats);
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
    public float GradientNorm => EuclideanNorm.Of(new ReadOnlySpan<float>(GradientValues, layout.TrainedFloats));

    /// <summary>The factor of the updates before the schedule; may be changed between steps.</summary>
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

    /// <summary>How the learning rate goes on with training; null where it stays. At first that of the network's description.</summary>
    public LearningRateSchedule? Schedule
    {
        get;
        set
        {
            field = value;
            rateFactor = 1;
        }
    }

    /// <summary>The factor of the next update: <see cref="LearningRate"/> times that of the schedule, where it was last applied.</summary>
    public float CurrentLearningRate => (float)(learningRate * rateFactor);

    /// <summary>An average of the weights, which follows each update from now on; null for none. Default: none.</summary>
    /// <exception cref="ArgumentException">Its network is of another class, or shares the weights that are trained.</exception>
    public WeightAverage? Average
    {
        get => average;
        set
        {
            value?.ThrowIfNotOf(Network);
            average = value;
            stateTensors = null;
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
    protected internal ThreadTeam Team { get; }

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
        return slots[index].Pointer;
    }

    /// <summary>The mean loss of a batch whose columns are the inputs and then the targets, in order, and the gradients of all parameters that are trained; changes no
    /// parameter.</summary>
    protected internal abstract float BackwardBatch(in Batch batch);

    /// <summary>Changes the parameters by the gradients of the last backward pass.</summary>
    /// <exception cref="ObjectDisposedException">The trainer or its network was disposed of.</exception>
    public abstract void Update();

    /// <summary>What every <see cref="Update"/> does last: the average follows.</summary>
    protected void OnUpdated() => average?.Follow(Network, Steps, Team);

    /// <summary>Who looks at the results of layers in a backward pass; nobody but while something is looked for.</summary>
    protected internal LayerTrace? Trace { get; internal set; }

    /// <summary>The mean loss of a batch whose columns are the inputs and then the targets, in order; computes no gradient.</summary>
    protected internal abstract float EvaluateBatch(in Batch batch);

    /// <summary>The column of a batch that holds the right class of each example, of which the network's first output has the scores; null if no loss compares these two.</summary>
    /// <remarks>Generated. Evaluation measures accuracy by it.</remarks>
    protected internal virtual int? LabelColumn => null;

    /// <summary>The loss of a network that knows nothing and so predicts the same for all classes; null if a loss does not tell, as a squared error.</summary>
    /// <remarks>Generated. For C classes ln C of softmax cross-entropy, C - 1 margins of the hinge loss, and ln 2 of binary cross-entropy, each times its weight.</remarks>
    protected internal virtual double? GuessedLoss => null;

    /// <summary>Sets <see cref="CurrentLearningRate"/> for the next update by the schedule, if there is one. <see cref="Fit"/> does this by itself.</summary>
    /// <param name="time">Where training stands.</param>
    /// <exception cref="InvalidOperationException">The schedule gives a factor that is negative or not finite.</exception>
    public void ApplySchedule(in ScheduleTime time)
    {
        double factor = Schedule?.At(time) ?? 1;
        if (!double.IsFinite(factor) || factor < 0)
            throw new InvalidOperationException(
                $"{Schedule!.GetType().Name} gives {factor} as the factor of the learning rate at step {time.Step}: it must be finite and not negative.");
        rateFactor = factor;
    }

    /// <summary>The keyword of the optimizer, so that its state is not taken for that of another.</summary>
    /// <remarks>Generated.</remarks>
    protected internal virtual string OptimizerName => "";

    /// <summary>The states of streams that training and evaluation go on with.</summary>
    /// <remarks>Generated. Checkpoints have them.</remarks>
    protected internal virtual StreamState[] StreamStates => [];

    /// <summary>Saves all state of training, for a loop of one's own: weights, optimizer, streams, <see cref="Steps"/>, the epochs that <see cref="Fit"/> has begun,
    /// <see cref="Seed"/>, learning rate and what its schedule has learned.</summary>
    /// <param name="path">The file, which <see cref="Network.LoadWeights(string)"/> reads too; an existing one is replaced at once when the new one is complete, or stays as
    /// it was.</param>
    /// <exception cref="IOException">The file cannot be written.</exception>
    /// <exception cref="ObjectDisposedException">The trainer or its network was disposed of.</exception>
    public void SaveCheckpoint(string path)
    {
        ThrowIfDisposed();
        CheckpointFile.Write(path, this, [], []);
    }

    /// <summary>Goes on where <see cref="SaveCheckpoint"/>, or <see cref="Fit"/> with <see cref="Checkpoints"/>, has saved.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="InvalidDataException">The file is damaged, or of another network or optimizer; nothing is changed.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="ObjectDisposedException">The trainer or its network was disposed of.</exception>
    public void LoadCheckpoint(string path)
    {
        ThrowIfDisposed();
        new CheckpointFile(path).Restore(this, []);
    }

    /// <summary>Trains for some epochs, in batches of <see cref="BatchSize"/>, without allocating for a batch.</summary>
    /// <param name="train">The examples; their columns are the network's inputs and then the targets, in order.</param>
    /// <param name="epochs">How often to go through all of them. A later call goes on where this one ended. <see cref="int.MaxValue"/> leaves it to the observer when to
    /// stop.</param>
    /// <param name="validation">Examples to evaluate after each epoch; not trained on.</param>
    /// <param name="options">Order of the examples, seed, reading ahead, checkpoints, observer.</param>
    /// <exception cref="ArgumentException">There are no examples, or fewer than a batch while incomplete batches are dropped; or a label is no class: its index is that in the
    /// batch.</exception>
    /// <exception cref="DivergenceException">The loss of a batch or of the validation examples is infinite or not a number, or a weight at the end of an epoch.</exception>
    /// <exception cref="InvalidDataException">There are checkpoints to go on from, and all are damaged or of another training.</exception>
    /// <exception cref="IOException">A checkpoint cannot be written; those before stay.</exception>
    /// <exception cref="ObjectDisposedException">The trainer or its network was disposed of.</exception>
    public FitResult Fit(ExampleSource train, int epochs, ExampleSource? validation = null, FitOptions? options = null)
    {
        using var loop = new TrainingLoop(this, train, validation, options ?? new FitOptions());
        return loop.Run(epochs);
    }

    /// <summary>The learning-rate range test: trains for some steps at rates that grow by the same factor, and puts everything back as it was.</summary>
    /// <param name="train">The examples; their columns are the network's inputs and then the targets, in order.</param>
    /// <param name="from">The first rate.</param>
    /// <param name="to">The last rate, which is reached if the loss does not explode before.</param>
    /// <param name="steps">The number of steps.</param>
    /// <exception cref="ArgumentException">There are no examples, or the rates do not grow; or a label is no class.</exception>
    /// <exception cref="DivergenceException">The first loss is infinite or not a number, or the examples have such a number.</exception>
    /// <exception cref="ObjectDisposedException">The trainer or its network was disposed of.</exception>
    public LearningRateRange TestLearningRates(ExampleSource train, float from = 1e-6f, float to = 1, int steps = 100) => LearningRateRange.Test(this, train, from, to, steps);

    /// <summary>The mean loss over examples and, where a loss compares the network's first output with class labels, the accuracy of that output and its confusion
    /// matrix.</summary>
    /// <param name="data">The examples; their columns are the network's inputs and then the targets, in order.</param>
    /// <exception cref="ArgumentException">There are no examples, or a label is no class: its index is that in the batch.</exception>
    /// <exception cref="ObjectDisposedException">The trainer or its network was disposed of.</exception>
    public Evaluation Evaluate(ExampleSource data)
    {
        using var evaluator = new Evaluator(this, data);
        return evaluator.Evaluate();
    }

    /// <summary>The same as <see cref="Evaluate(ExampleSource)"/> for the <see cref="Average"/> of the weights.</summary>
    /// <param name="data">The examples; their columns are the network's inputs and then the targets, in order.</param>
    /// <exception cref="ArgumentException">There are no examples, or a label is no class: its index is that in the batch.</exception>
    /// <exception cref="InvalidOperationException">There is no average, or it has taken in no weights yet.</exception>
    /// <exception cref="ObjectDisposedException">The trainer or its network was disposed of.</exception>
    public Evaluation EvaluateAverage(ExampleSource data)
    {
        using var evaluator = new Evaluator(this, data);
        return evaluator.EvaluateAverage() ?? throw new InvalidOperationException("There is no average of weights: give the trainer one before it trains.");
    }

    /// <summary>The weights, and their averages.</summary>
    internal FloatTensor[] WeightTensors => [.. FloatTensor.Of(Network.Parameters), .. average is null ? [] : FloatTensor.Of(average.Network.Parameters, "average:")];

    /// <summary>All state of training that is tensors.</summary>
    internal FloatTensor[] StateTensors => stateTensors ??=
    [
        .. WeightTensors,
        .. slots.SelectMany((slot, i) => FloatTensor.Of(new ParameterSet(layout, slot, trainedOnly: true), $"optimizer:{i}:")),
        .. StreamStates.Select((state, i) => FloatTensor.Of($"stream:{i}", state)),
    ];

    /// <summary>All state of training that is numbers.</summary>
    internal IEnumerable<(string Key, string Value)> StateNumbers =>
    [
        ("steps", Steps.ToString(CultureInfo.InvariantCulture)),
        ("epochs_begun", EpochsBegun.ToString(CultureInfo.InvariantCulture)),
        ("seed", Seed.ToString(CultureInfo.InvariantCulture)),
        ("learning_rate", LearningRate.ToString("R", CultureInfo.InvariantCulture)),
        ("schedule", Schedule?.GetType().Name ?? ""),
        ("schedule_state", string.Join(' ', (Schedule?.State ?? []).Select(number => number.ToString("R", CultureInfo.InvariantCulture)))),
        .. average?.StateNumbers ?? [],
    ];

    /// <exception cref="InvalidDataException">A number is missing, or the schedule is another; nothing is changed.</exception>
    internal void RestoreNumbers(CheckpointFile file)
    {
        (long steps, int epochs, ulong seed, float rate) =
            (file.Number<long>("steps"), file.Number<int>("epochs_begun"), file.Number<ulong>("seed"), file.Number<float>("learning_rate"));
        string schedule = Schedule?.GetType().Name ?? "";
        if (file["schedule"] != schedule)
            throw new InvalidDataException($"{file.Path}: the checkpoint is of another training: its schedule is '{file["schedule"]}', and '{schedule}' here.");
        long? averaged = average?.ReadCount(file);
        double[] learned = file.Numbers("schedule_state");
        if (Schedule is not null && (learned.Length > 0 || Schedule.State.Length > 0))
            Schedule.State = learned;
        (Steps, EpochsBegun, Seed, LearningRate) = (steps, epochs, seed, rate);
        if (average is not null)
            average.Count = averaged!.Value;
    }

    /// <summary>The schedule's factor of the next update.</summary>
    internal double RateFactor => rateFactor;

    /// <summary>Goes back to numbers from before.</summary>
    internal void GoBack(long steps, float rate, LearningRateSchedule? schedule, double factor)
    {
        (Steps, LearningRate, Schedule) = (steps, rate, schedule);
        rateFactor = factor; // behind the schedule, which begins with 1
    }

    /// <summary>Frees gradients and optimizer state and ends the threads; the network stays. Disposing twice does nothing.</summary>
    public virtual void Dispose()
    {
        if (disposed)
            return;

        disposed = true;
        Team.Dispose();
        gradients.Dispose();
        foreach (AlignedBuffer slot in slots)
            slot.Dispose();
        GC.SuppressFinalize(this);
    }
}
