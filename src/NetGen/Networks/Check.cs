using System;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace NetGen;

/// <summary>The argument checks of generated code.</summary>
public static class Check
{
    /// <summary>The number of examples in a span of which each example takes a fixed number of elements.</summary>
    /// <param name="argument">The name of the argument.</param>
    /// <param name="length">The length of the span.</param>
    /// <param name="perExample">The elements of one example.</param>
    /// <exception cref="ArgumentException">The length is not a positive multiple of <paramref name="perExample"/>.</exception>
    public static int Examples(string argument, int length, int perExample)
    {
        int examples = length / perExample;
        if (examples == 0 || examples * perExample != length)
            ThrowExamples(argument, length, perExample);
        return examples;
    }

    /// <summary>Checks the length of a span.</summary>
    /// <param name="argument">The name of the argument.</param>
    /// <param name="length">The length of the span.</param>
    /// <param name="expected">The length it must have.</param>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static void Length(string argument, int length, long expected)
    {
        if (length != expected)
            ThrowLength(argument, length, expected);
    }

    /// <summary>Checks that an output shares no memory with what is read while it is written, or with another output.</summary>
    /// <param name="argument">The name of the output.</param>
    /// <param name="output">The output.</param>
    /// <param name="other">An input, or another output.</param>
    /// <exception cref="ArgumentException">They overlap.</exception>
    public static void Apart(string argument, ReadOnlySpan<float> output, ReadOnlySpan<float> other)
    {
        if (output.Overlaps(other))
            ThrowOverlap(argument);
    }

    /// <inheritdoc cref="Apart(string, ReadOnlySpan{float}, ReadOnlySpan{float})"/>
    public static void Apart(string argument, ReadOnlySpan<float> output, ReadOnlySpan<int> other) => Apart(argument, output, MemoryMarshal.Cast<int, float>(other));

    /// <summary>Checks that a batch fits a trainer.</summary>
    /// <param name="argument">The name of the argument.</param>
    /// <param name="examples">The number of examples given.</param>
    /// <param name="batchSize">The most there may be.</param>
    /// <exception cref="ArgumentException">There are more examples than the batch size.</exception>
    public static void Capacity(string argument, int examples, int batchSize)
    {
        if (examples > batchSize)
            ThrowCapacity(argument, examples, batchSize);
    }

    /// <summary>Checks that a batch has an example of each stream, for all go on together.</summary>
    /// <param name="argument">The name of the argument.</param>
    /// <param name="examples">Examples of the batch.</param>
    /// <param name="batchSize">The trainer's batch size, which is the number of streams.</param>
    /// <exception cref="ArgumentException">There are fewer or more.</exception>
    public static void Streams(string argument, int examples, int batchSize)
    {
        if (examples != batchSize)
            throw new ArgumentException($"Expected a window of each of the {batchSize} streams, which go on together; got {examples}.", argument);
    }

    /// <summary>Checks that every number is one of so many: labels that of a class, tokens that of a vector, lengths at most all steps.</summary>
    /// <param name="argument">The name of the argument.</param>
    /// <param name="labels">The numbers.</param>
    /// <param name="classes">How many there are: each is from 0 to one less.</param>
    /// <exception cref="ArgumentException">A number is negative, or too large.</exception>
    public static void Labels(string argument, ReadOnlySpan<int> labels, int classes)
    {
        for (int i = 0; i < labels.Length; i++)
        {
            if ((uint)labels[i] >= (uint)classes)
                ThrowLabels(argument, i, labels[i], classes);
        }
    }

    [DoesNotReturn, MethodImpl(MethodImplOptions.NoInlining)]
    private static void ThrowExamples(string argument, int length, int perExample) => throw new ArgumentException(
        Text($"Expected a positive multiple of {perExample} elements, {perExample} for each example; got {length}."), argument);

    [DoesNotReturn, MethodImpl(MethodImplOptions.NoInlining)]
    private static void ThrowLength(string argument, int length, long expected) => throw new ArgumentException(
        Text($"Expected {expected} elements; got {length}."), argument);

    [DoesNotReturn, MethodImpl(MethodImplOptions.NoInlining)]
    private static void ThrowOverlap(string argument) => throw new ArgumentException("An output must not overlap an input or another output.", argument);

    [DoesNotReturn, MethodImpl(MethodImplOptions.NoInlining)]
    private static void ThrowCapacity(string argument, int examples, int batchSize) => throw new ArgumentException(
        Text($"Expected at most {batchSize} examples, the batch size of the trainer; got {examples}."), argument);

    [DoesNotReturn, MethodImpl(MethodImplOptions.NoInlining)]
    private static void ThrowLabels(string argument, int index, int label, int classes) => throw new ArgumentException(
        Text($"Expected numbers from 0 to {classes - 1}; got {label} at index {index}."), argument);

    private static string Text(FormattableString text) => FormattableString.Invariant(text);
}
