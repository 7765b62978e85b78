namespace NetGen;

/// <summary>FNV-1a with 64 bits (Fowler, Noll, Vo), over numbers of four bytes.</summary>
/// <remarks>Not the runtime's own hash, which differs from run to run, nor a cryptographic one, which would bring OpenSSL into a small binary.</remarks>
internal struct LayoutHash
{
    private const ulong Prime = 1099511628211;

    public LayoutHash()
    {
    }

    public ulong Value { get; private set; } = 14695981039346656037;

    public void Add(int number)
    {
        for (int shift = 0; shift < 32; shift += 8)
            Value = (Value ^ (byte)(number >> shift)) * Prime;
    }

    public void Add(string text)
    {
        Add(text.Length);
        foreach (char c in text)
            Add((int)c);
    }
}
