using System;

namespace NetGen.Shared;

/// <summary>Random numbers one after the other, for one thing of many: what is drawn for it does not depend on what is drawn for others.</summary>
/// <param name="seed">The seed of all of them.</param>
/// <param name="number">Which one.</param>
internal sealed class RandomSequence(ulong seed, long number = 0)
{
    private readonly CounterRandom random = new(seed, (ulong)number, site: 0);
    private long drawn;

    /// <summary>One of the numbers from 0 to <paramref name="bound"/> - 1.</summary>
    public int Below(int bound) => (int)(((ulong)random.UInt32(drawn++) * (ulong)bound) >> 32);

    /// <summary>Puts items into a random order (Fisher and Yates).</summary>
    public void Shuffle<T>(Span<T> items)
    {
        for (int last = items.Length - 1; last > 0; last--)
        {
            int other = Below(last + 1);
            (items[last], items[other]) = (items[other], items[last]);
        }
    }
}
