using System;
using System.Runtime.InteropServices;

namespace NetGen.Data;

/// <summary>Consecutive rows of a mapped array, converted when they are read.</summary>
internal sealed unsafe class MappedRows
{
    private readonly MappedView view;
    private readonly ElementType type;
    private readonly int rowLength;
    private readonly int first;
    private readonly float mean;
    private readonly float deviation;
    private readonly float[]? levels; // of bytes, normalized

    public MappedRows(MappedView view, ElementType type, int rowLength, int first, int count, float mean, float deviation)
    {
        (this.view, this.type, this.rowLength, this.first, Count, this.mean, this.deviation) = (view, type, rowLength, first, count, mean, deviation);
        if (type == ElementType.UInt8)
            levels = Images.Levels(mean, deviation);
    }

    public int Count { get; }

    public MappedRows Slice(int start, int count) => new(view, type, rowLength, first + start, count, mean, deviation);

    public void Read(int row, Span<float> values)
    {
        ReadOnlySpan<byte> bytes = Bytes(row);
        switch (type)
        {
            case ElementType.UInt8:
                for (int i = 0; i < values.Length; i++)
                    values[i] = levels![bytes[i]];
                break;
            case ElementType.Int8: Normalize<sbyte>(bytes, values); break;
            case ElementType.Int16: Normalize<short>(bytes, values); break;
            case ElementType.Int32: Normalize<int>(bytes, values); break;
            case ElementType.Int64: Normalize<long>(bytes, values); break;
            case ElementType.Float32 when mean == 0 && deviation == 1:
                MemoryMarshal.Cast<byte, float>(bytes).CopyTo(values);
                break;
            case ElementType.Float32: Normalize<float>(bytes, values); break;
            default: Normalize<double>(bytes, values); break;
        }
        GC.KeepAlive(view);
    }

    public void Read(int row, Span<int> values)
    {
        ReadOnlySpan<byte> bytes = Bytes(row);
        switch (type)
        {
            case ElementType.UInt8: Convert<byte>(bytes, values); break;
            case ElementType.Int8: Convert<sbyte>(bytes, values); break;
            case ElementType.Int16: Convert<short>(bytes, values); break;
            default: Convert<int>(bytes, values); break;
        }
        GC.KeepAlive(view);
    }

    private ReadOnlySpan<byte> Bytes(int row)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)row, (uint)Count, nameof(row));
        int bytes = rowLength * NumericArray.SizeOf(type);
        return new ReadOnlySpan<byte>(view.Pointer + ((long)(first + row) * bytes), bytes);
    }

    private void Normalize<T>(ReadOnlySpan<byte> bytes, Span<float> values) where T : unmanaged, System.Numerics.INumber<T>
    {
        ReadOnlySpan<T> elements = MemoryMarshal.Cast<byte, T>(bytes);
        for (int i = 0; i < values.Length; i++)
            values[i] = (float.CreateTruncating(elements[i]) - mean) / deviation;
    }

    private static void Convert<T>(ReadOnlySpan<byte> bytes, Span<int> values) where T : unmanaged, System.Numerics.INumber<T>
    {
        ReadOnlySpan<T> elements = MemoryMarshal.Cast<byte, T>(bytes);
        for (int i = 0; i < values.Length; i++)
            values[i] = int.CreateTruncating(elements[i]);
    }
}
