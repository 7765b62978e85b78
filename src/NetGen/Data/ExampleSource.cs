using System;
using System.Collections.Generic;
using System.Collections.Immutable;

namespace NetGen.Data;

/// <summary>Examples that are read by their number, in any order, by any number of threads at once: in memory, in mapped files, augmented, or made on the fly.</summary>
/// <remarks>
/// For training the columns are the network's inputs and then its targets, in order. What an example is follows from its number and, where it is random, from the seed and the
/// epoch (<see cref="ReadContext"/>); neither from the batch nor from the thread that reads it.
/// </remarks>
public abstract class ExampleSource
{
    /// <summary>A source of so many examples with these columns.</summary>
    /// <exception cref="ArgumentException">There is no column, or two have the same name.</exception>
    protected ExampleSource(int count, params ImmutableArray<ColumnType> columnTypes)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        if (columnTypes.IsEmpty)
            throw new ArgumentException("A data set needs a column.", nameof(columnTypes));

        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (ColumnType column in columnTypes)
        {
            if (!names.Add(column.Name))
                throw new ArgumentException($"Two columns are named '{column.Name}'.", nameof(columnTypes));
        }
        Count = count;
        ColumnTypes = columnTypes;
    }

    /// <summary>The number of examples.</summary>
    public int Count { get; }

    /// <summary>What each example has in each column.</summary>
    public ImmutableArray<ColumnType> ColumnTypes { get; }

    /// <summary>The sites of random numbers (<see cref="ReadContext.Random"/>) that this source uses, with those of the sources below it: they are numbered from 0.</summary>
    protected internal virtual int RandomSites => 0;

    /// <summary>Reads what an example has in a column of floats.</summary>
    /// <param name="column">The number of the column.</param>
    /// <param name="example">The number of the example.</param>
    /// <param name="values">Gets the values; as many as a row of the column has.</param>
    /// <param name="context">Epoch, random numbers and room to work in.</param>
    public abstract void ReadFloats(int column, int example, Span<float> values, ReadContext context);

    /// <summary>Reads what an example has in a column of integers.</summary>
    /// <param name="column">The number of the column.</param>
    /// <param name="example">The number of the example.</param>
    /// <param name="values">Gets the values; as many as a row of the column has.</param>
    /// <param name="context">Epoch, random numbers and room to work in.</param>
    public abstract void ReadInts(int column, int example, Span<int> values, ReadContext context);

    /// <summary>These examples with the images of the first column changed by stages, one after the other, anew in every epoch.</summary>
    /// <param name="stages">What is done to an image, as in <c>Augment.Flip(), Augment.RandomCrop(padding: 4)</c>.</param>
    /// <exception cref="InvalidOperationException">The first column has no images: floats of channels x rows x columns.</exception>
    /// <exception cref="ArgumentException">A stage does not fit the images.</exception>
    public ExampleSource Augmented(params IEnumerable<Augmentation> stages) => new AugmentedSource(this, stages);

    /// <summary>These examples, each mixed with another one of them, which is chosen anew in every epoch: mixup.</summary>
    /// <remarks>
    /// <para>Columns of floats are λ times those of the example plus 1 - λ times those of the other, for the same λ. Where all targets are floats, as classes in one-hot form, λ is
    /// drawn from Beta(α, α) and they are mixed alike (Zhang, Cissé, Dauphin, Lopez-Paz: mixup: Beyond Empirical Risk Minimization, 2018).</para>
    /// <para>Integers, as the numbers of classes, stay the example's, and then λ is drawn from Beta(α + 1, α), which leans to the example: for a loss that is linear in the target,
    /// as cross-entropy, the expected loss is the same (Huszár: mixup: Data-Dependent Data Augmentation, 2017).</para>
    /// </remarks>
    /// <param name="alpha">Above 0: the smaller, the less is mixed. Default: 0.2, as for ImageNet.</param>
    public ExampleSource Mixed(float alpha = 0.2f) => new MixedSource(this, alpha);

    /// <summary>
    /// Ten views of each example: the four corners and the middle of its image, and their mirror images, each an example of its own; the views of an example follow each
    /// other.
    /// </summary>
    /// <remarks>
    /// Krizhevsky, Sutskever, Hinton: ImageNet Classification with Deep Convolutional Neural Networks, 2012. <see cref="ClassProbabilities.MeanOfViews"/> averages what a
    /// network says of them.
    /// </remarks>
    /// <param name="height">The rows of a view.</param>
    /// <param name="width">The columns of a view.</param>
    /// <exception cref="InvalidOperationException">The first column has no images.</exception>
    /// <exception cref="ArgumentException">A view is larger than the images.</exception>
    public ExampleSource TenCrop(int height, int width) => new TenCropSource(this, height, width);
}
