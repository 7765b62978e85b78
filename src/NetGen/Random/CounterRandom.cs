using System;
using System.Runtime.CompilerServices;

namespace NetGen;

/// <summary>Random numbers as a pure function of (seed, step, site, index): no state, the same on any machine and any number of threads.</summary>
/// <remarks>
/// Philox4x32-10 (Salmon, Moraes, Dror, Shaw: Parallel random numbers: as easy as 1, 2, 3; SC 2011). The key is the seed (low
/// word first), the counter is (block, site, low word of step, high word of step), and one block gives four words.
/// </remarks>
/// <param name="seed">The seed, which is the key of the cipher.</param>
/// <param name="step">The number of the training step, or of the epoch.</param>
/// <param name="site">The place that asks: every parameter, dropout layer, shuffle has its own.</param>
public readonly struct CounterRandom(ulong seed, ulong step, uint site)
{
    /// <summary>The word at <paramref name="index"/>: word <c>index % 4</c> of block <c>index / 4</c>, below 2^34.</summary>
    public uint UInt32(long index)
    {
        (uint a, uint b, uint c, uint d) = Block((uint)(index >> 2));
        return (index & 3) switch { 0 => a, 1 => b, 2 => c, _ => d };
    }

    /// <summary>Uniform in [0, 1): the upper 24 bits of the word at <paramref name="index"/>, times 2^-24.</summary>
    public float Uniform(long index) => (UInt32(index) >> 8) * (1f / (1 << 24));

    /// <summary>Uniform in [0, 1) with 53 bits: words 2·index and 2·index + 1.</summary>
    internal double Uniform53(long index) => Double53(UInt32(2 * index), UInt32((2 * index) + 1));

    /// <summary>Standard normal: numbers 2k and 2k+1 are the pair that Box–Muller makes of block k.</summary>
    public float Normal(long index)
    {
        (float even, float odd) = NormalPair((uint)(index >> 1));
        return (index & 1) == 0 ? even : odd;
    }

    /// <summary>Two standard normals from one block, by Box–Muller in double precision on two uniforms of 53 bits.</summary>
    public (float Even, float Odd) NormalPair(uint block)
    {
        (uint a, uint b, uint c, uint d) = Block(block);
        double radius = Math.Sqrt(-2 * Math.Log(1 - Double53(a, b)));
        (double sin, double cos) = Math.SinCos(Math.Tau * Double53(c, d));
        return ((float)(radius * cos), (float)(radius * sin));
    }

    /// <summary>The four words of one block.</summary>
    public (uint A, uint B, uint C, uint D) Block(uint block) =>
        Philox((block, site, (uint)step, (uint)(step >> 32)), (uint)seed, (uint)(seed >> 32));

    /// <summary>Philox4x32 with ten rounds: the four words of a counter under a key of two words.</summary>
    /// <param name="counter">The counter, its first word first.</param>
    /// <param name="key0">The first word of the key.</param>
    /// <param name="key1">The second word of the key.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static (uint A, uint B, uint C, uint D) Philox((uint A, uint B, uint C, uint D) counter, uint key0, uint key1)
    {
        (uint a, uint b, uint c, uint d) = counter;
        for (int round = 0; round < 10; round++)
        {
            ulong p = 0xD2511F53ul * a;
            ulong q = 0xCD9E8D57ul * c;
            (a, b, c, d) = ((uint)(q >> 32) ^ b ^ key0, (uint)q, (uint)(p >> 32) ^ d ^ key1, (uint)p);
            key0 += 0x9E3779B9;
            key1 += 0xBB67AE85;
        }
        return (a, b, c, d);
    }

    private static double Double53(uint high, uint low) => ((((ulong)high << 32) | low) >> 11) * (1.0 / (1ul << 53));
}
