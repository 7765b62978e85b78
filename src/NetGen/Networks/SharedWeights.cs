using System;
using System.Threading;

namespace NetGen;

/// <summary>The weights of a network, shared by all its workspaces and freed with the last of them.</summary>
internal sealed class SharedWeights
{
    private int references = 1;

    public SharedWeights(NetworkLayout layout, IFlatBuffer buffer, ulong seed = 0)
    {
        Layout = layout;
        Seed = seed;
        Buffer = buffer;
        Parameters = new ParameterSet(layout, buffer);
    }

    /// <summary>New weights, initialised.</summary>
    public static SharedWeights Initialized(NetworkLayout layout, ulong seed)
    {
        var weights = new SharedWeights(layout, new AlignedBuffer(layout.Floats), seed);
        Initialization.Initialize(weights.Parameters, layout, seed);
        return weights;
    }

    public NetworkLayout Layout { get; }

    public ulong Seed { get; }

    public IFlatBuffer Buffer { get; }

    public ParameterSet Parameters { get; }

    public SharedWeights Retain()
    {
        // A count of zero never comes back: the memory is gone.
        for (int count = Volatile.Read(ref references); ; count = Volatile.Read(ref references))
        {
            ObjectDisposedException.ThrowIf(count == 0, this);
            if (Interlocked.CompareExchange(ref references, count + 1, count) == count)
                return this;
        }
    }

    public void Release()
    {
        if (Interlocked.Decrement(ref references) == 0)
            Buffer.Dispose();
    }
}
