using System;
using System.IO;

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
        shared = new SharedWeights(layout, seed);
        weights = shared.Buffer.Pointer;
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

    /// <summary>Writes the parameters as safetensors, with PyTorch's names and layouts.</summary>
    /// <param name="path">The file; an existing one is replaced at once when the new one is complete, or stays as it was.</param>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public void Save(string path)
    {
        ObjectDisposedException.ThrowIf(disposed, this);
        WeightFile.Save(path, Parameters);
    }

    /// <summary>Reads the parameters from a safetensors file that has exactly this network's names, shapes and 32-bit floats.</summary>
    /// <remarks>When the file is refused, or cannot be read to its end, the weights stay as they were.</remarks>
    /// <param name="path">The file.</param>
    /// <exception cref="InvalidDataException">The file is not safetensors, or of another network; the message lists all differences.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public void LoadWeights(string path)
    {
        ObjectDisposedException.ThrowIf(disposed, this);
        WeightFile.Load(path, shared.Layout, shared.Buffer);
    }

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

    internal static ThreadTeam NewTeam(int threads) => threads == 1 ? ThreadTeam.Single : new ThreadTeam(threads);
}
