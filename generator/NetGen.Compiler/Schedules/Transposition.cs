using System.Linq;
using NetGen.Compiler.Kernels;
using NetGen.Compiler.Scalars;
using NetGen.Compiler.Targets;

namespace NetGen.Compiler.Schedules;

/// <summary>A matrix in memory: where it begins, and how many floats there are from one row to the next. A row is contiguous.</summary>
readonly record struct Matrix(int Parameter, Affine At, int RowStride);

/// <summary>Exchanges rows and columns: each vector is read from as many rows as it has lanes.</summary>
static class Transposition
{
    /// <summary>Makes each column of a matrix a row of another.</summary>
    /// <param name="padded">Whether there is memory behind the last column, so that four can be read where fewer are meant.</param>
    public static void Run(KernelWriter k, Target target, int rows, int columns, Matrix from, Matrix to, bool padded = false)
    {
        int row = 0, whole = columns / 4, rest = columns % 4;
        foreach (int lanes in target.Widths.Where(width => width >= 4))
        {
            int vectors = (rows - row) / lanes, first = row;
            k.Loop("r", vectors, v =>
            {
                k.Loop("c", whole, c => Square(lanes, (v * lanes) + first, c * 4, 4));
                if (rest > 0 && padded) Square(lanes, (v * lanes) + first, whole * 4, rest);
            });
            row += vectors * lanes;
        }
        if (row > 0 && rest > 0 && !padded) Elements(0, row, whole * 4, rest);
        if (row < rows) Elements(row, rows - row, 0, columns);

        void Square(int lanes, Affine r, Affine c, int count) => k.Scope("", () =>
        {
            // Vector i is four columns of row i, of row 4 + i, and so on: what is left is to transpose 4 × 4 in each four lanes.
            Affine read = from.At + (r * from.RowStride) + c;
            Expr[] fours = [.. Enumerable.Range(0, 4).Select(i => Keep(Expr.Leaf(new Load(from.Parameter, read + (i * from.RowStride), lanes, lanes, 4 * from.RowStride))))];
            Expr low = Keep(Expr.InterleaveLow(fours[0], fours[1], 1)), low2 = Keep(Expr.InterleaveLow(fours[2], fours[3], 1));
            Expr high = Keep(Expr.InterleaveHigh(fours[0], fours[1], 1)), high2 = Keep(Expr.InterleaveHigh(fours[2], fours[3], 1));
            Expr[] turned = [Expr.InterleaveLow(low, low2, 2), Expr.InterleaveHigh(low, low2, 2), Expr.InterleaveLow(high, high2, 2), Expr.InterleaveHigh(high, high2, 2)];
            for (int i = 0; i < count; i++) k.Store(to.Parameter, to.At + ((c + i) * to.RowStride) + r, turned[i], lanes, lanes);

            Expr Keep(Expr value) => Expr.Leaf(k.Let("t", lanes, value));
        });

        void Elements(int firstRow, int rowCount, int firstColumn, int columnCount) => k.Loop("c", columnCount, c => k.Loop("r", rowCount, r =>
        {
            Affine row = r + firstRow, column = c + firstColumn;
            k.Store(to.Parameter, to.At + (column * to.RowStride) + row, Expr.Leaf(new Load(from.Parameter, from.At + (row * from.RowStride) + column, 1, 1)), 1, 1);
        }));
    }
}
