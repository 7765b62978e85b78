using System;

namespace NetGen;

/// <summary>Copies a parameter between its canonical and its internal layout.</summary>
/// <remarks>
/// Two dimensions are walked together in square tiles: the last one, which is contiguous in the canonical layout, and the one that
/// is (mostly) contiguous in the internal layout. Without the tiles, a transposed 4096 x 4096 matrix misses the cache at every element.
/// </remarks>
internal sealed unsafe class LayoutMap
{
    private const int Tile = 32;

    private readonly int[][] offsets;
    private readonly int[] canonicalStrides;
    private readonly int rows;
    private readonly int columns;
    private readonly bool contiguous;

    public LayoutMap(ParameterLayout layout)
    {
        // A scalar is a vector of one element.
        int rank = Math.Max(layout.Shape.Length, 1);
        offsets = new int[rank][];
        canonicalStrides = new int[rank];
        int stride = 1;
        for (int d = rank - 1; d >= 0; d--)
        {
            offsets[d] = layout.Shape.IsEmpty ? [0] : layout.OffsetsOf(d);
            canonicalStrides[d] = stride;
            stride *= offsets[d].Length;
        }
        columns = rank - 1;
        rows = Fastest();
        contiguous = IsContiguous(offsets[columns]);
    }

    public void Read(float* internalBase, float* canonical) => Walk(internalBase, canonical, write: false);

    public void Write(float* internalBase, float* canonical) => Walk(internalBase, canonical, write: true);

    private static bool IsContiguous(int[] offsets)
    {
        for (int i = 0; i < offsets.Length; i++)
        {
            if (offsets[i] != i)
                return false;
        }
        return true;
    }

    /// <summary>The dimension with the smallest step in memory.</summary>
    private int Fastest()
    {
        int fastest = columns;
        for (int d = columns - 1; d >= 0; d--)
        {
            if (offsets[d].Length > 1 && (offsets[fastest].Length == 1 || offsets[d][1] < offsets[fastest][1]))
                fastest = d;
        }
        return fastest;
    }

    /// <summary>Visits every combination of indices of the dimensions that are not tiled.</summary>
    private void Walk(float* place, float* canonical, bool write, int dimension = 0)
    {
        while (dimension < columns && dimension == rows)
            dimension++;

        if (dimension >= columns)
        {
            CopyPlane(place, canonical, write);
            return;
        }
        foreach (int offset in offsets[dimension])
        {
            Walk(place + offset, canonical, write, dimension + 1);
            canonical += canonicalStrides[dimension];
        }
    }

    private void CopyPlane(float* place, float* canonical, bool write)
    {
        ReadOnlySpan<int> columnOffsets = offsets[columns];
        if (rows == columns)
        {
            CopyRow(place, canonical, columnOffsets, write);
            return;
        }
        ReadOnlySpan<int> rowOffsets = offsets[rows];
        int rowStride = canonicalStrides[rows];
        for (int row = 0; row < rowOffsets.Length; row += Tile)
        {
            ReadOnlySpan<int> tileRows = rowOffsets.Slice(row, Math.Min(Tile, rowOffsets.Length - row));
            for (int column = 0; column < columnOffsets.Length; column += Tile)
            {
                ReadOnlySpan<int> tileColumns = columnOffsets.Slice(column, Math.Min(Tile, columnOffsets.Length - column));
                CopyTile(place, canonical + (long)row * rowStride + column, tileRows, tileColumns, rowStride, write);
            }
        }
    }

    private static void CopyTile(
        float* place, float* canonical, ReadOnlySpan<int> rowOffsets, ReadOnlySpan<int> columnOffsets, int rowStride, bool write)
    {
        for (int column = 0; column < columnOffsets.Length; column++)
        {
            float* target = place + columnOffsets[column];
            float* source = canonical + column;
            if (write)
            {
                for (int row = 0; row < rowOffsets.Length; row++)
                    target[rowOffsets[row]] = source[(long)row * rowStride];
            }
            else
            {
                for (int row = 0; row < rowOffsets.Length; row++)
                    source[(long)row * rowStride] = target[rowOffsets[row]];
            }
        }
    }

    private void CopyRow(float* place, float* canonical, ReadOnlySpan<int> offsets, bool write)
    {
        if (contiguous)
        {
            long bytes = (long)offsets.Length * sizeof(float);
            Buffer.MemoryCopy(write ? canonical : place, write ? place : canonical, bytes, bytes);
        }
        else if (write)
        {
            for (int i = 0; i < offsets.Length; i++)
                place[offsets[i]] = canonical[i];
        }
        else
        {
            for (int i = 0; i < offsets.Length; i++)
                canonical[i] = place[offsets[i]];
        }
    }
}
