using NetGen.Compiler;

namespace NetGen.Oracle;

/// <summary>
/// The random numbers of a training step by their definition: the step's two words are the first of Philox4x32-10's block (0, 2^32 - 1, step) under the seed; the key of a site is
/// two words mixed from them and its number; the number of an element is mixed with the key.
/// </summary>
public sealed class OracleRandom
{
    /// <summary>Sites that all layers share come first.</summary>
    public const int SharedSites = 2;

    readonly uint word0, word1;

    public OracleRandom(ulong seed, long step)
    {
        uint a = 0, b = uint.MaxValue, c = (uint)step, d = (uint)(step >> 32), key0 = (uint)seed, key1 = (uint)(seed >> 32);
        for (int round = 0; round < 10; round++)
        {
            ulong p = 0xD2511F53ul * a, q = 0xCD9E8D57ul * c;
            (a, b, c, d) = ((uint)(q >> 32) ^ b ^ key0, (uint)q, (uint)(p >> 32) ^ d ^ key1, (uint)p);
            key0 += 0x9E3779B9;
            key1 += 0xBB67AE85;
        }

        (word0, word1) = (a, b);
    }

    /// <summary>Uniform in [0, 1), in steps of 2^-24.</summary>
    public double Uniform(int site, long element) => (Mix(Mix((uint)element ^ Key((2 * site) + 0)) + Key((2 * site) + 1)) >> 8) / (double)(1 << 24);

    /// <summary>The number of an element of example <paramref name="example"/>: images count height × width × channels.</summary>
    public static long Number(Shape shape, int example, int canonical)
    {
        if (shape.Rank != 3) return (example * shape.Size) + canonical;
        int column = canonical % shape[2], row = canonical / shape[2] % shape[1], channel = canonical / shape[2] / shape[1];
        return (example * shape.Size) + (((row * shape[2]) + column) * shape[0]) + channel;
    }

    uint Key(int number) => Mix(Mix((uint)number + word0) ^ word1);

    static uint Mix(uint x)
    {
        x = (x ^ (x >> 16)) * 0x85ebca6b;
        x = (x ^ (x >> 13)) * 0xc2b2ae35;
        return x ^ (x >> 16);
    }
}
