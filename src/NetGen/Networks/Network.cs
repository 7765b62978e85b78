using System;
using System.IO;
using System.Linq;
using System.Numerics;

namespace NetGen;

/// <summary>The base of generated networks: weights, shared by any number of workspaces, and the threads of this workspace.</summary>
/// <remarks>One workspace serves one caller at a time; for several threads make several workspaces over the same weights (<c>Fork</c>).</remarks>
public abstract unsafe class Network : IDisposable
{
    private readonly SharedWeights shared;
    private readonly float* weights;
    private bool disposed;

    /// <summary>Allocates the weights and initialises them.</summary>
    /// <param name="layout">The flat buffer of the parameters.</param>
    /// <param name="seed">The seed of the initial weights: the same seed gives the same weights on every machine.</param>
    /// <param name="threads">The threads of this workspace, the caller included; 0 for one per processor.</param>
    protected Network(NetworkLayout layout, ulong seed, int threads)
    {
        Team = NewTeam(threads);
        shared = SharedWeights.Initialized(layout, seed);
        weights = shared.Buffer.Pointer;
    }

    /// <summary>Uses packed weights in place.</summary>
    /// <param name="layout">The flat buffer of the parameters.</param>
    /// <param name="packed">Weights that have this layout, among others perhaps.</param>
    /// <param name="threads">The threads of this workspace, the caller included; 0 for one per processor.</param>
    /// <exception cref="System.IO.InvalidDataException">None of the packed weights has this layout.</exception>
    protected Network(NetworkLayout layout, PackedWeights packed, int threads)
    {
        ArgumentNullException.ThrowIfNull(packed);
        IFlatBuffer buffer = packed.Find(layout) ?? throw new InvalidDataException(
            $"The packed weights are those of {packed.Contents}; {Describe().Name} on {Describe().Target} has other parameters, or lays them out otherwise. " +
            $"Pack them again with {nameof(SavePacked)}.");
        Team = NewTeam(threads);
        shared = new SharedWeights(layout, buffer);
        weights = buffer.Pointer;
    }

    /// <summary>Makes another workspace over the same weights, with as many threads; the weights live until the last workspace is disposed of.</summary>
    /// <param name="weights">A network of the same class.</param>
    /// <exception cref="ObjectDisposedException"><paramref name="weights"/> was disposed of.</exception>
    protected Network(Network weights)
    {
        ObjectDisposedException.ThrowIf(weights.disposed, weights);
        shared = weights.shared.Retain();
        this.weights = shared.Buffer.Pointer;
        Team = NewTeam(weights.Team.Threads);
    }

    /// <summary>The weights in their internal layout.</summary>
    /// <exception cref="ObjectDisposedException">The network was disposed of.</exception>
    protected internal float* Weights
    {
        get
        {
            ObjectDisposedException.ThrowIf(disposed, this);
            return weights;
        }
    }

    /// <summary>The threads of this workspace.</summary>
    protected internal ThreadTeam Team { get; }

    /// <summary>The parameters, in canonical (PyTorch) names and layouts.</summary>
    public ParameterSet Parameters => shared.Parameters;

    /// <summary>The seed of the initial weights.</summary>
    public ulong Seed => shared.Seed;

    /// <summary>The number of floats that the first output has for each example: the number of classes, if its target is a class label.</summary>
    /// <remarks>Generated. Evaluation needs it to measure accuracy.</remarks>
    protected internal virtual int OutputLength =>
        throw new NotSupportedException($"{GetType().Name} does not tell the length of its output ({nameof(OutputLength)}).");

    /// <summary>The time steps of the first output, which stand one behind the other; 0 where it is no sequence.</summary>
    /// <remarks>Generated.</remarks>
    protected internal virtual int OutputSteps => 0;

    /// <summary>The number of floats of an example, where the network has a single input and it is of floats; else 0.</summary>
    /// <remarks>Generated. An <see cref="Ensemble"/> needs it to predict without batches.</remarks>
    protected internal virtual int InputLength => 0;

    /// <summary>The floats of all parameters and states, in internal layout.</summary>
    internal int WeightCount => shared.Layout.Floats;

    /// <summary>Whether the weights are packed ones, used in place: then they can neither be loaded nor trained.</summary>
    public bool IsReadOnly => shared.Buffer.IsReadOnly;

    /// <summary>The layouts of the parameters under the names of their instruction sets, as in <c>avx2</c>.</summary>
    /// <remarks>Generated. Packing needs it.</remarks>
    protected internal virtual (string InstructionSet, NetworkLayout Layout)[] Layouts =>
        throw new NotSupportedException($"{GetType().Name} does not tell its layouts ({nameof(Layouts)}).");

    /// <summary>Writes the parameters as safetensors, with PyTorch's names and layouts.</summary>
    /// <param name="path">The file; an existing one is replaced at once when the new one is complete, or stays as it was.</param>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public void Save(string path)
    {
        ObjectDisposedException.ThrowIf(disposed, this);
        WeightFile.Save(path, Parameters);
    }

    /// <summary>Writes the parameters as kernels read them, to be used in place by <see cref="PackedWeights"/>.</summary>
    /// <param name="path">The file; an existing one is replaced at once when the new one is complete, or stays as it was.</param>
    /// <param name="instructionSets">
    /// Those for which to pack, of <c>avx512</c>, <c>avx2</c>, <c>neon</c> and <c>scalar</c>; none for all that the network has code for. Each takes as much room as
    /// the weights, unless two have the same layout.
    /// </param>
    /// <exception cref="ArgumentException">The network has no code for one of the instruction sets.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public void SavePacked(string path, params string[] instructionSets)
    {
        ArgumentNullException.ThrowIfNull(instructionSets);
        ObjectDisposedException.ThrowIf(disposed, this);
        (string InstructionSet, NetworkLayout Layout)[] layouts = Layouts;
        foreach (string name in instructionSets)
        {
            if (!layouts.Any(l => l.InstructionSet == name))
                throw new ArgumentException($"There is no code for '{name}'; there is for {string.Join(", ", layouts.Select(l => l.InstructionSet))}.", nameof(instructionSets));
        }
        PackedWriter.Save(path, Parameters, layouts.Where(l => instructionSets.Length == 0 || instructionSets.Contains(l.InstructionSet)));
    }

    /// <summary>Reads the parameters from a safetensors file that has exactly this network's names, shapes and 32-bit floats.</summary>
    /// <remarks>When the file is refused, or cannot be read to its end, the weights stay as they were.</remarks>
    /// <param name="path">The file.</param>
    /// <exception cref="InvalidDataException">The file is not safetensors, or of another network; the message lists all differences.</exception>
    /// <exception cref="InvalidOperationException">The weights are packed ones, which can only be read.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public void LoadWeights(string path)
    {
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 1 << 16);
        LoadWeights(stream, path);
    }

    /// <summary>Reads the parameters from safetensors, as <see cref="LoadWeights(string)"/>; an embedded resource for example.</summary>
    /// <param name="stream">A stream of known length; it is read from its position to its end.</param>
    /// <param name="name">What messages call it.</param>
    /// <exception cref="InvalidDataException">The stream is not safetensors, or of another network; the message lists all differences.</exception>
    /// <exception cref="InvalidOperationException">The weights are packed ones, which can only be read.</exception>
    public void LoadWeights(Stream stream, string name = "weights")
    {
        ObjectDisposedException.ThrowIf(disposed, this);
        ThrowIfReadOnly();
        WeightFile.Load(stream, name, shared.Layout, weights);
    }

    /// <summary>Reads what a safetensors file and this network have in common: the tensors whose name and shape are those of a parameter. All other parameters stay as they
    /// were.</summary>
    /// <remarks>When the file is refused, or cannot be read to its end, all weights stay as they were. A checkpoint is such a file too; packed weights have no names, see
    /// <see cref="CopyMatchingWeights"/>.</remarks>
    /// <param name="path">The file.</param>
    /// <param name="rename">Gives the name of the parameter that a tensor of the file is for, or null to leave it out. Default: its own name.</param>
    /// <returns>What was loaded, and what was missing, left over or of another shape.</returns>
    /// <exception cref="InvalidDataException">The file is not safetensors, nothing of it fits, what would fit has another type than F32, or two tensors are for one
    /// parameter.</exception>
    /// <exception cref="InvalidOperationException">The weights are packed ones, which can only be read.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public WeightReport LoadMatchingWeights(string path, Func<string, string?>? rename = null)
    {
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 1 << 16);
        return LoadMatchingWeights(stream, path, rename);
    }

    /// <summary>Reads what safetensors and this network have in common, as <see cref="LoadMatchingWeights(string, Func{string, string})"/>; an embedded resource for
    /// example.</summary>
    /// <param name="stream">A stream of known length that can seek; it is read from its position.</param>
    /// <param name="name">What messages call it.</param>
    /// <param name="rename">Gives the name of the parameter that a tensor is for, or null to leave it out. Default: its own name.</param>
    /// <exception cref="InvalidDataException">It is not safetensors, nothing of it fits, what would fit has another type than F32, or two tensors are for one
    /// parameter.</exception>
    /// <exception cref="InvalidOperationException">The weights are packed ones, which can only be read.</exception>
    public WeightReport LoadMatchingWeights(Stream stream, string name = "weights", Func<string, string?>? rename = null)
    {
        ObjectDisposedException.ThrowIf(disposed, this);
        ThrowIfReadOnly();
        return WeightFile.LoadMatching(stream, name, shared.Layout, weights, rename);
    }

    /// <summary>Copies what another network and this one have in common, by name and shape; the other may have been made over <see cref="PackedWeights"/>.</summary>
    /// <param name="source">The network to copy from, of any class.</param>
    /// <param name="rename">Gives the name of the parameter here that one of the source is for, or null to leave it out. Default: its own name.</param>
    /// <returns>What was copied, and what was missing, left over or of another shape.</returns>
    /// <exception cref="InvalidDataException">Nothing fits, or two parameters are for one.</exception>
    /// <exception cref="InvalidOperationException">The weights of this network are packed ones, which can only be read.</exception>
    public WeightReport CopyMatchingWeights(Network source, Func<string, string?>? rename = null)
    {
        ArgumentNullException.ThrowIfNull(source);
        ObjectDisposedException.ThrowIf(disposed, this);
        ThrowIfReadOnly();
        var match = new WeightMatch(source.GetType().Name, source.Parameters.Select(SafetensorsEntry.Of), shared.Layout, rename);
        match.RequireSome();
        foreach ((SafetensorsEntry entry, string name) in match.Matched)
            Parameters[name].CopyFrom(source.Parameters[entry.Name].ToArray());
        return match.Report;
    }

    /// <summary>The network as it was written: its file, and behind it those that it uses, or its attributes. Empty where that is longer than 65,536 characters.</summary>
    /// <remarks>Generated.</remarks>
    public virtual string Spec => "";

    /// <summary>What the network is made of: layers, shapes, parameters, multiply-adds, memory.</summary>
    public abstract NetworkDescription Describe();

    /// <summary>Computes the first output for a batch whose first columns are the network's inputs, in order.</summary>
    /// <param name="batch">The examples.</param>
    /// <param name="output">Gets <see cref="OutputLength"/> floats for each example.</param>
    protected internal abstract void PredictBatch(in Batch batch, Span<float> output);

    /// <summary>Ends this workspace's threads, and frees the weights with the last workspace. Disposing twice does nothing.</summary>
    public virtual void Dispose()
    {
        if (disposed)
            return;

        disposed = true;
        Team.Dispose();
        shared.Release();
        GC.SuppressFinalize(this);
    }

    /// <summary>The first parameter that has a number which is infinite or none; null where there is none.</summary>
    internal string? FindNotFinite()
    {
        // What pads a layout is zero.
        if (!ContainsNotFinite(new ReadOnlySpan<float>(Weights, WeightCount)))
            return null;
        return Parameters.FirstOrDefault(parameter => ContainsNotFinite(parameter.ToArray()))?.Name;
    }

    private static bool ContainsNotFinite(ReadOnlySpan<float> values)
    {
        // A product with zero is zero, or not a number.
        Vector<float> sum = Vector<float>.Zero;
        int at = 0;
        for (; at <= values.Length - Vector<float>.Count; at += Vector<float>.Count)
            sum += new Vector<float>(values[at..]) * 0f;
        float rest = Vector.Sum(sum);
        for (; at < values.Length; at++)
            rest += values[at] * 0f;
        return float.IsNaN(rest);
    }

    /// <exception cref="InvalidOperationException">The weights are packed ones.</exception>
    internal void ThrowIfReadOnly()
    {
        if (IsReadOnly)
            throw new InvalidOperationException($"This {GetType().Name} was made over packed weights, which can only be read; make one with a seed, or with Load.");
    }

    internal static ThreadTeam NewTeam(int threads) => threads == 1 ? ThreadTeam.Single : new ThreadTeam(threads);
}
