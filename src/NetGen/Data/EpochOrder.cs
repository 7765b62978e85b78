namespace NetGen.Data;

/// <summary>The order of the examples of an epoch.</summary>
internal sealed class EpochOrder
{
    // "SHUF": apart from the sites of parameters and layers, which count from zero.
    private const uint ShuffleSite = 0x53485546;

    private readonly int[]? order;
    private readonly ulong seed;
    private int epoch = -1;

    /// <param name="count">The number of examples.</param>
    /// <param name="shuffle">Whether each epoch has an order of its own, a Fisher–Yates shuffle drawn from (seed, epoch); otherwise it is that of their numbers.</param>
    /// <param name="seed">The seed of the order.</param>
    public EpochOrder(int count, bool shuffle, ulong seed)
    {
        order = shuffle ? new int[count] : null;
        this.seed = seed;
    }

    /// <summary>The example at a place of the epoch that was begun last.</summary>
    public int this[int place] => order is null ? place : order[place];

    public void Begin(int number)
    {
        if (order is null || epoch == number)
            return;

        epoch = number;
        var random = new CounterRandom(seed, (ulong)epoch, ShuffleSite);
        for (int i = 0; i < order.Length; i++)
            order[i] = i;

        for (int i = order.Length - 1; i > 0; i--)
        {
            // The upper half of the product is uniform in [0, i] but for a bias below 2^-32 times i.
            int j = (int)((ulong)random.UInt32(i) * (ulong)(i + 1) >> 32);
            (order[i], order[j]) = (order[j], order[i]);
        }
    }
}
