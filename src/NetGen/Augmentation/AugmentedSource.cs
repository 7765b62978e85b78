using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;

namespace NetGen.Data;

/// <summary>Examples whose first column goes through stages.</summary>
internal sealed class AugmentedSource : ExampleSource
{
    private readonly ExampleSource source;
    private readonly ImmutableArray<Augmentation> stages;
    private readonly ImmutableArray<ImageShape> shapes; // before each stage, and behind the last
    private readonly int room;

    public AugmentedSource(ExampleSource source, IEnumerable<Augmentation> stages) : this(source, [.. stages], source.ColumnTypes[0].AsImage())
    {
    }

    private AugmentedSource(ExampleSource source, ImmutableArray<Augmentation> stages, ImageShape image) : this(source, stages, ShapesOf(stages, image))
    {
    }

    private AugmentedSource(ExampleSource source, ImmutableArray<Augmentation> stages, ImmutableArray<ImageShape> shapes)
        : base(source.Count, WithImages(source.ColumnTypes, shapes[^1]))
    {
        this.source = source;
        this.stages = stages;
        this.shapes = shapes;
        room = shapes.Max(shape => shape.Length);
    }

    protected internal override int RandomSites => source.RandomSites + stages.Length;

    public override void ReadFloats(int column, int example, Span<float> values, ReadContext context)
    {
        if (column > 0 || stages.IsEmpty)
        {
            source.ReadFloats(column, example, values, context);
            return;
        }
        Span<float> image = context.Borrow(room), result = context.Borrow(room);
        source.ReadFloats(0, example, image[..shapes[0].Length], context);
        for (int i = 0; i < stages.Length; i++)
        {
            Span<float> to = i == stages.Length - 1 ? values : result[..shapes[i + 1].Length];
            stages[i].Apply(image[..shapes[i].Length], shapes[i], to, context.Random(example, source.RandomSites + i), context);
            Span<float> free = image;
            image = result;
            result = free;
        }
        context.Return();
        context.Return();
    }

    public override void ReadInts(int column, int example, Span<int> values, ReadContext context) => source.ReadInts(column, example, values, context);

    /// <summary>The types of columns, of which the first has images of this shape.</summary>
    internal static ImmutableArray<ColumnType> WithImages(ImmutableArray<ColumnType> types, ImageShape shape) =>
        types.SetItem(0, ColumnType.Of(types[0].Name, shape));

    private static ImmutableArray<ImageShape> ShapesOf(ImmutableArray<Augmentation> stages, ImageShape image)
    {
        ImmutableArray<ImageShape>.Builder shapes = ImmutableArray.CreateBuilder<ImageShape>();
        shapes.Add(image);
        foreach (Augmentation stage in stages)
            shapes.Add(stage.ResultShape(shapes[^1]));
        return shapes.ToImmutable();
    }
}
