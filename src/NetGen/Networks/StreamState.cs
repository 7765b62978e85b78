using System;

namespace NetGen;

/// <summary>The state of streams that a recurrent network goes through step by step, or window by window: what its layers carry on. Any number of states share one set of
/// weights.</summary>
/// <remarks>A state serves one caller at a time. It holds the state before a step and the one after it, which change places.</remarks>
public sealed unsafe class StreamState : IDisposable
{
    private readonly AlignedBuffer memory;
    private readonly int[] sizes;
    private readonly long[] offsets;
    private readonly long half;
    private int now;
    private bool disposed;

    /// <summary>Makes a state at the beginning of its streams: all zeros.</summary>
    /// <param name="sizes">How many floats each of the network's states has for one stream.</param>
    /// <param name="streams">How many streams go on beside each other.</param>
    public StreamState(ReadOnlySpan<int> sizes, int streams = 1)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(streams);
        Streams = streams;
        this.sizes = sizes.ToArray();
        offsets = new long[sizes.Length];
        for (int i = 0; i < sizes.Length; i++)
        {
            offsets[i] = half;
            half += ((long)sizes[i] * streams + 15) / 16 * 16;
        }
        memory = new AlignedBuffer(2 * half + 16);
    }

    /// <summary>All state before the next step.</summary>
    private Span<float> All => new(Half(now), checked((int)half));

    /// <summary>The floats of a copy: the state before the next step, and the one before the last. A step of fewer streams leaves to the others what was there then.</summary>
    internal int CopyLength => checked((int)(2 * half));

    internal void CopyTo(Span<float> copy)
    {
        All.CopyTo(copy);
        new Span<float>(Half(1 - now), checked((int)half)).CopyTo(copy[checked((int)half)..]);
    }

    internal void CopyFrom(ReadOnlySpan<float> copy)
    {
        copy[..checked((int)half)].CopyTo(All);
        copy[checked((int)half)..].CopyTo(new Span<float>(Half(1 - now), checked((int)half)));
    }

    /// <summary>How many streams go on beside each other.</summary>
    public int Streams { get; }

    /// <summary>The state with this number before the next step.</summary>
    /// <exception cref="ObjectDisposedException">The state was disposed of.</exception>
    public float* Before(int index) => Half(now) + offsets[index];

    /// <summary>Where the next step puts it.</summary>
    /// <exception cref="ObjectDisposedException">The state was disposed of.</exception>
    public float* After(int index) => Half(1 - now) + offsets[index];

    /// <summary>A step is done: what was after it is before the next.</summary>
    public void Advance() => now = 1 - now;

    /// <summary>All streams begin anew.</summary>
    public void Reset() => All.Clear();

    /// <summary>One stream begins anew.</summary>
    /// <param name="stream">Which, from 0.</param>
    public void Reset(int stream)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(stream);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(stream, Streams);
        for (int i = 0; i < sizes.Length; i++) new Span<float>(Before(i) + (long)stream * sizes[i], sizes[i]).Clear();
    }

    /// <summary>Refuses the state of another network.</summary>
    /// <param name="expected">How many floats each of the network's states has for one stream.</param>
    /// <exception cref="ArgumentException">The state is another network's, or of several streams.</exception>
    public void CheckIsOf(ReadOnlySpan<int> expected)
    {
        if (Streams != 1 || !expected.SequenceEqual(sizes))
            throw new ArgumentException("The state is another network's, or of several streams; NewState makes one of this network.", "state");
    }

    /// <summary>Takes over where another state is, as a search does that goes on in several ways.</summary>
    /// <param name="other">A state of the same network, of as many streams.</param>
    /// <exception cref="ArgumentException">It is another network's.</exception>
    public void CopyFrom(StreamState other)
    {
        ArgumentNullException.ThrowIfNull(other);
        if (other.Streams != Streams || !other.sizes.AsSpan().SequenceEqual(sizes))
            throw new ArgumentException("The state is another network's, or of another number of streams.", nameof(other));
        other.All.CopyTo(All);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        disposed = true;
        memory.Dispose();
    }

    private float* Half(int which)
    {
        ObjectDisposedException.ThrowIf(disposed, this);
        return memory.Pointer + which * half;
    }
}
