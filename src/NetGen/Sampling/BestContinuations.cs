namespace NetGen.Sampling;

/// <summary>The continuations with the greatest sums, in order; of equal ones the first that were added.</summary>
internal sealed class BestContinuations(int most)
{
    private readonly (double Sum, int Parent, int Token)[] items = new (double, int, int)[most];

    public int Count { get; private set; }

    public (double Sum, int Parent, int Token) this[int rank] => items[rank];

    public void Clear() => Count = 0;

    /// <summary>What has no probability is not taken.</summary>
    public void Add(double sum, int parent, int token)
    {
        if (double.IsNegativeInfinity(sum) || (Count == most && sum <= items[most - 1].Sum))
            return;

        if (Count < most)
            Count++;
        int at = Count - 1;
        for (; at > 0 && items[at - 1].Sum < sum; at--)
            items[at] = items[at - 1];
        items[at] = (sum, parent, token);
    }
}
