using System;

namespace NetGen;

/// <summary>Random numbers one after the other, for one thing of many: what is drawn for it does not depend on what is drawn for others.</summary>
/// <remarks>The words of a <see cref="CounterRandom"/> in order; a number takes as many as it needs. Serves one caller at a time.</remarks>
/// <param name="seed">The seed of all of them.</param>
/// <param name="number">Which one. Default: 0.</param>
/// <param name="site">The place that asks, as for <see cref="CounterRandom"/>. Default: 0.</param>
public sealed class RandomSequence(ulong seed, long number = 0, uint site = 0)
{
    private CounterRandom random = new(seed, (ulong)number, site);
    private long drawn;

    /// <summary>Uniform in [0, 1), in steps of 2^-24.</summary>
    public float Uniform() => random.Uniform(drawn++);

    /// <summary>Uniform in [<paramref name="from"/>, <paramref name="to"/>).</summary>
    public float Uniform(float from, float to) => from + ((to - from) * Uniform());

    /// <summary>Whether something of this probability happens.</summary>
    public bool Happens(float probability) => Uniform() < probability;

    /// <summary>One of the numbers from 0 to <paramref name="bound"/> - 1.</summary>
    public int Below(int bound) => (int)(((ulong)random.UInt32(drawn++) * (ulong)bound) >> 32);

    /// <summary>Standard normal.</summary>
    public float Normal()
    {
        // Box–Muller needs a whole block, and makes two of it, the second of which is left.
        long block = (drawn + 3) >> 2;
        drawn = (block + 1) << 2;
        return random.NormalPair((uint)block).Even;
    }

    /// <summary>Gamma-distributed with scale 1: mean and variance are <paramref name="shape"/>.</summary>
    /// <remarks>Marsaglia, Tsang: A Simple Method for Generating Gamma Variables, 2000; below shape 1 with their power of a uniform.</remarks>
    /// <param name="shape">Above 0.</param>
    public double Gamma(double shape)
    {
        if (shape < 1)
            return Gamma(shape + 1) * Math.Pow(1 - Uniform(), 1 / shape);

        double d = shape - (1 / 3.0), c = 1 / Math.Sqrt(9 * d);
        while (true)
        {
            double x = Normal(), v = Math.Pow(1 + (c * x), 3);
            if (v > 0 && Math.Log(1 - Uniform()) < (0.5 * x * x) + d - (d * v) + (d * Math.Log(v)))
                return d * v;
        }
    }

    /// <summary>Beta-distributed on 0 … 1, with the mean <paramref name="a"/> / (<paramref name="a"/> + <paramref name="b"/>).</summary>
    /// <param name="a">Above 0.</param>
    /// <param name="b">Above 0.</param>
    public float Beta(double a, double b)
    {
        double x = Gamma(a), y = Gamma(b);
        // Of very small shapes both may be too small for a double: then the one end is as likely as its mean.
        return x + y > 0 ? (float)(x / (x + y)) : Happens((float)(a / (a + b))) ? 1 : 0;
    }

    /// <summary>Puts items into a random order (Fisher and Yates).</summary>
    public void Shuffle<T>(Span<T> items)
    {
        for (int last = items.Length - 1; last > 0; last--)
        {
            int other = Below(last + 1);
            (items[last], items[other]) = (items[other], items[last]);
        }
    }

    /// <summary>Becomes another sequence, at its beginning.</summary>
    internal void Restart(CounterRandom other) => (random, drawn) = (other, 0);
}
