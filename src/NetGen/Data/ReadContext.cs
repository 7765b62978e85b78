using System;
using System.Collections.Generic;

namespace NetGen.Data;

/// <summary>What an example may depend on beside its number, and room to work in. One for each thread that reads; the garbage collector has nothing to do once it has been
/// used.</summary>
public sealed class ReadContext
{
    // "AUG": apart from the sites of parameters and layers, which count from zero, and from that of the shuffle.
    private const uint FirstSite = 0x41554700;

    private readonly List<RandomSequence> sequences = [];
    private readonly List<float[]> rooms = [];
    private int borrowed;

    /// <summary>A context.</summary>
    /// <param name="seed">The seed of all random numbers.</param>
    public ReadContext(ulong seed) => Seed = seed;

    /// <summary>The seed of all random numbers.</summary>
    public ulong Seed { get; }

    /// <summary>The epoch, from 0.</summary>
    public int Epoch { get; set; }

    /// <summary>The random numbers of an example, from their beginning: they follow from the seed, the epoch, the example and the site.</summary>
    /// <remarks>Valid until they are asked for again for the same site.</remarks>
    /// <param name="example">The number of the example.</param>
    /// <param name="site">The place that asks: below <see cref="ExampleSource.RandomSites"/> of the source that does, and not below that of the sources it reads.</param>
    public RandomSequence Random(int example, int site)
    {
        while (sequences.Count <= site)
            sequences.Add(new RandomSequence(Seed));
        RandomSequence sequence = sequences[site];
        sequence.Restart(new CounterRandom(Seed, ((ulong)(uint)Epoch << 32) | (uint)example, FirstSite + (uint)site));
        return sequence;
    }

    /// <summary>Room for so many floats, of any content, until <see cref="Return"/>.</summary>
    public Span<float> Borrow(int length)
    {
        if (borrowed == rooms.Count)
            rooms.Add([]);
        if (rooms[borrowed].Length < length)
            rooms[borrowed] = new float[length];
        return rooms[borrowed++].AsSpan(0, length);
    }

    /// <summary>Gives back what was borrowed last and not given back yet.</summary>
    /// <exception cref="InvalidOperationException">Nothing is borrowed.</exception>
    public void Return() => borrowed = borrowed > 0 ? borrowed - 1 : throw new InvalidOperationException("Nothing is borrowed.");
}
