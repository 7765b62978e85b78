using System;
using System.Collections.Immutable;
using System.IO;
using System.Runtime.InteropServices;

namespace NetGen.Data;

/// <summary>An array of numbers as it was read from a file, row-major.</summary>
public sealed class NumericArray
{
    private readonly byte[] bytes;

    internal NumericArray(string file, ElementType type, ImmutableArray<int> shape, byte[] bytes)
    {
        File = file;
        Type = type;
        Shape = shape;
        this.bytes = bytes;
    }

    /// <summary>The file it comes from.</summary>
    public string File { get; }

    /// <summary>The type of the elements.</summary>
    public ElementType Type { get; }

    /// <summary>The shape; empty for a scalar.</summary>
    public ImmutableArray<int> Shape { get; }

    /// <summary>The number of elements.</summary>
    public int Count => bytes.Length / SizeOf(Type);

    /// <summary>The elements in memory, little-endian.</summary>
    public ReadOnlySpan<byte> Bytes => bytes;

    /// <summary>The elements as floats, rounded if need be.</summary>
    public float[] ToFloats()
    {
        var result = new float[Count];
        switch (Type)
        {
            case ElementType.UInt8: Convert<byte, float>(result, static x => x); break;
            case ElementType.Int8: Convert<sbyte, float>(result, static x => x); break;
            case ElementType.Int16: Convert<short, float>(result, static x => x); break;
            case ElementType.Int32: Convert<int, float>(result, static x => x); break;
            case ElementType.Int64: Convert<long, float>(result, static x => x); break;
            case ElementType.Float32: Convert<float, float>(result, static x => x); break;
            default: Convert<double, float>(result, static x => (float)x); break;
        }
        return result;
    }

    /// <summary>The elements as integers.</summary>
    /// <exception cref="InvalidDataException">The elements are floats, or one does not fit 32 bits.</exception>
    public int[] ToInts()
    {
        var result = new int[Count];
        try
        {
            switch (Type)
            {
                case ElementType.UInt8: Convert<byte, int>(result, static x => x); break;
                case ElementType.Int8: Convert<sbyte, int>(result, static x => x); break;
                case ElementType.Int16: Convert<short, int>(result, static x => x); break;
                case ElementType.Int32: Convert<int, int>(result, static x => x); break;
                case ElementType.Int64: Convert<long, int>(result, static x => checked((int)x)); break;
                default: throw new InvalidDataException($"{File}: the elements are {Type}, not integers.");
            }
        }
        catch (OverflowException e)
        {
            throw new InvalidDataException($"{File}: an element does not fit a 32-bit integer.", e);
        }
        return result;
    }

    internal static int SizeOf(ElementType type) => type switch
    {
        ElementType.UInt8 or ElementType.Int8 => 1,
        ElementType.Int16 => 2,
        ElementType.Int32 or ElementType.Float32 => 4,
        _ => 8,
    };

    /// <summary>The bytes of an array of this shape, or an exception if .NET cannot hold it as one array.</summary>
    internal static int SizeOf(string file, ElementType type, ReadOnlySpan<int> shape)
    {
        long size = SizeOf(type);
        bool empty = false;
        foreach (int extent in shape)
        {
            empty |= extent == 0;
            size *= Math.Max(extent, 1);
            if (size > Array.MaxLength)
                throw new InvalidDataException($"{file}: shape {Shapes.Format(shape)} of {type} is larger than {Array.MaxLength} bytes.");
        }
        return empty ? 0 : (int)size;
    }

    private void Convert<T, TResult>(TResult[] result, Func<T, TResult> convert) where T : unmanaged
    {
        ReadOnlySpan<T> source = MemoryMarshal.Cast<byte, T>(bytes);
        for (int i = 0; i < result.Length; i++)
            result[i] = convert(source[i]);
    }
}
