using System;
using System.Collections.Generic;
using System.Linq;
using NetGen.Compiler.Kernels;
using NetGen.Compiler.Layouts;
using NetGen.Compiler.Scalars;

namespace NetGen.Compiler.Schedules;

/// <summary>One loop of a sum: how far it moves in the broadcast operand, in the vector operand, and in what is read ahead.</summary>
readonly record struct Sum(Extent Extent, int Broadcast, int Vector, int Ahead = 0)
{
    /// <summary>Where the sum is over examples: of which group of how many it is, null for over all of them.</summary>
    public (Affine Number, int Examples)? Group { get; init; }
}

/// <summary>A row of a tile: in which operand it is spread from, and how far from where that of the tile starts.</summary>
readonly record struct Row(int Parameter, int Offset)
{
    /// <summary>Rows of one operand, so many floats apart.</summary>
    public static Seq<Row> Apart(int parameter, int count, int stride) => Enumerable.Range(0, count).Select(i => new Row(parameter, i * stride)).ToSeq();
}

/// <summary>Memory that a later tile will read: a tile brings a part of it into the cache while it computes, at most a line each step of its sum.</summary>
readonly record struct ReadAhead(int Parameter, Affine At);

/// <summary>
/// The register tile at the heart of dense, convolution and their gradients: rows × vectors of accumulators, each its own local, and for every step of the sum one
/// scalar a row spread against the vectors.
/// </summary>
static class Contraction
{
    /// <summary>Accumulators that hide the latency of a multiply-add: two a cycle, four cycles each.</summary>
    const int Independent = 8;

    /// <summary>Most multiply-adds in an unrolled inner loop.</summary>
    const int Unrolled = 96;

    /// <summary>How many rows a tile of that many vectors may have so that all fits into the registers.</summary>
    public static int MaximumRows(Targets.Target target, int vectors) => Math.Max(1, (target.Registers - vectors - 1) / vectors - (target.Registers >= 32 ? 1 : 0));

    /// <summary>Sizes of the tiles of an unknown number of rows: the most, and the powers of two below.</summary>
    public static Seq<int> FallingSizes(int most) => [most, .. new[] { 16, 8, 4, 2, 1 }.Where(size => size < most)];

    /// <summary>
    /// The body for a block of outputs: with how many vectors, and how many outputs these are. The last block may have fewer than the others, and gets a body of its own.
    /// </summary>
    public static void ForBlock(KernelWriter k, FilterLayout f, Affine block, Action<int, int> body)
    {
        int whole = f.Outputs / f.Block, rest = f.Outputs % f.Block;
        if (rest == 0) body(f.Vectors, f.Block);
        else k.Branch(block, whole, () => body(f.Vectors, f.Block), () => body((rest + f.Lanes - 1) / f.Lanes, rest));
    }

    /// <summary>The size that splits a count into as few parts as <paramref name="most"/> allows, all about equal.</summary>
    public static int Balanced(int count, int most)
    {
        int parts = (count + most - 1) / most;
        return (count + parts - 1) / parts;
    }

    /// <summary>The steps of a sum spread over that many floats that are read ahead.</summary>
    public static Seq<Sum> Ahead(Seq<Sum> sums, int floats)
    {
        int steps = Math.Max(1, sums.Aggregate(1, (product, s) => product * s.Extent.Count)), stride = (floats + steps - 1) / steps;
        var spread = new Sum[sums.Count];
        for (int i = sums.Count - 1; i >= 0; stride *= sums[i--].Extent.Count) spread[i] = sums[i] with { Ahead = stride };
        return spread.ToSeq();
    }

    /// <summary>Loops that are contiguous in both operands become one.</summary>
    public static Seq<Sum> Merge(Seq<Sum> sums)
    {
        var merged = new List<Sum>();
        foreach (Sum sum in sums.Where(s => !s.Extent.IsOne))
        {
            if (merged.Count > 0 && sum.Extent.IsConstant && merged[merged.Count - 1] is var outer
                && outer.Broadcast == sum.Extent.Count * sum.Broadcast && outer.Vector == sum.Extent.Count * sum.Vector && outer.Ahead == sum.Extent.Count * sum.Ahead)
                merged[merged.Count - 1] = sum with { Extent = outer.Extent with { Count = outer.Extent.Count * sum.Extent.Count } };
            else merged.Add(sum);
        }
        return merged.ToSeq();
    }

    /// <summary>
    /// Sums into a tile. <paramref name="rows"/> are what is spread, <paramref name="columns"/> the vectors' offsets in the vector operand.
    /// Gives the accumulators, row by row. Of <paramref name="dots"/> the operand of the rows is one of vectors too, and the lanes of each accumulator are still to be added.
    /// </summary>
    public static Local[,] Tile(
        KernelWriter k, int lanes, Seq<Row> rows, Seq<int> columns, Affine broadcastAt, int vector, Affine vectorAt, Seq<Sum> sums, Seq<ReadAhead> ahead = default,
        bool dots = false)
    {
        // A tile too small to hide the latency is summed in several independent parts.
        int tile = rows.Count * columns.Count;
        Extent innermost = sums.Count > 0 ? sums[sums.Count - 1].Extent : 1;
        int parts = tile >= Independent || !innermost.IsConstant || innermost.Count < 4 ? 1 : Math.Min(4, Math.Min((Independent + tile - 1) / tile, innermost.Count));
        var sets = Enumerable.Range(0, parts).Select(p => Accumulators(k, lanes, rows.Count, columns.Count)).ToArray();
        if (sums.All(s => !s.Extent.IsConstant || s.Extent.Count > 0)) Descend(0, broadcastAt, vectorAt, 0);
        for (int p = 1; p < parts; p++)
            for (int i = 0; i < rows.Count; i++)
                for (int j = 0; j < columns.Count; j++) k.Set(sets[0][i, j], Expr.Leaf(sets[0][i, j]) + Expr.Leaf(sets[p][i, j]));
        return sets[0];

        void Descend(int depth, Affine a, Affine b, Affine next)
        {
            if (depth >= sums.Count - 1)
            {
                Innermost(sums.Count == 0 ? new Sum(1, 0, 0) : sums[depth], a, b, next);
                return;
            }
            Sum sum = sums[depth];
            k.Loop("r", sum.Extent, r => Descend(depth + 1, a + (r * sum.Broadcast), b + (r * sum.Vector), next + (r * sum.Ahead)));
        }

        void Innermost(Sum sum, Affine a, Affine b, Affine next)
        {
            if (sum.Group is { } group)
            {
                k.GroupTiles("r", Extent.Examples, group.Number, group.Examples, [1], (r, _) =>
                    MultiplyAdd(0, a + (r * sum.Broadcast), b + (r * sum.Vector), next + (r * sum.Ahead)));
                return;
            }
            if (!sum.Extent.IsConstant)
            {
                k.Loop("r", sum.Extent, r => MultiplyAdd(0, a + (r * sum.Broadcast), b + (r * sum.Vector), next + (r * sum.Ahead)));
                return;
            }
            int count = sum.Extent.Count;
            int chunk = count * tile <= Unrolled ? count : parts;
            if (chunk < count)
                k.Loop("r", count / chunk, r => Steps(
                    0, chunk, a + (r * (chunk * sum.Broadcast)), b + (r * (chunk * sum.Vector)), next + (r * (chunk * sum.Ahead))));
            else Steps(0, count, a, b, next);
            if (chunk < count && count % chunk != 0) Steps(count - (count % chunk), count, a, b, next);

            void Steps(int from, int to, Affine a, Affine b, Affine next)
            {
                for (int s = from; s < to; s++) MultiplyAdd(s % parts, a + (s * sum.Broadcast), b + (s * sum.Vector), next + (s * sum.Ahead));
            }
        }

        void MultiplyAdd(int set, Affine a, Affine b, Affine next)
        {
            foreach (ReadAhead memory in ahead) k.Prefetch(memory.Parameter, memory.At + next);
            var vectors = columns.Select(c => columns.Count == 1 && rows.Count == 1
                ? Expr.Leaf(new Load(vector, b + c, lanes, lanes))
                : Expr.Leaf(k.Let("b", lanes, Expr.Leaf(new Load(vector, b + c, lanes, lanes))))).ToArray();
            for (int i = 0; i < rows.Count; i++)
            {
                Expr x = Expr.Leaf(new Load(rows[i].Parameter, a + rows[i].Offset, dots ? lanes : 1, dots ? lanes : 1));
                if (columns.Count > 1) x = Expr.Leaf(k.Let("a", lanes, x));
                for (int j = 0; j < columns.Count; j++)
                    k.Set(sets[set][i, j], Expr.MultiplyAdd(x, vectors[j], Expr.Leaf(sets[set][i, j])));
            }
        }
    }

    static Local[,] Accumulators(KernelWriter k, int lanes, int rows, int columns)
    {
        var locals = new Local[rows, columns];
        for (int i = 0; i < rows; i++)
            for (int j = 0; j < columns; j++) locals[i, j] = k.Let("c", lanes, 0f);
        return locals;
    }
}
