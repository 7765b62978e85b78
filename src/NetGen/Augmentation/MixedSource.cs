using System;
using System.Linq;

namespace NetGen.Data;

/// <summary>Examples that are each mixed with another one.</summary>
internal sealed class MixedSource : ExampleSource
{
    private readonly ExampleSource source;
    private readonly float alpha;
    private readonly bool keepsIntegers;

    public MixedSource(ExampleSource source, float alpha) : base(source.Count, source.ColumnTypes)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(alpha);
        this.source = source;
        this.alpha = alpha;
        keepsIntegers = source.ColumnTypes.Any(column => column.IsInteger);
    }

    protected internal override int RandomSites => source.RandomSites + 1;

    public override void ReadFloats(int column, int example, Span<float> values, ReadContext context)
    {
        // All columns of an example draw the same.
        RandomSequence random = context.Random(example, source.RandomSites);
        int other = random.Below(Count);
        float share = random.Beta(keepsIntegers ? alpha + 1 : alpha, alpha);

        Span<float> mixed = context.Borrow(values.Length);
        source.ReadFloats(column, other, mixed, context);
        source.ReadFloats(column, example, values, context);
        for (int i = 0; i < values.Length; i++)
            values[i] = (share * values[i]) + ((1 - share) * mixed[i]);
        context.Return();
    }

    public override void ReadInts(int column, int example, Span<int> values, ReadContext context) => source.ReadInts(column, example, values, context);
}
