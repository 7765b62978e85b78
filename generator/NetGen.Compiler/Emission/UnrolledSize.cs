using System;
using System.Linq;
using NetGen.Compiler.Kernels;
using NetGen.Compiler.Scalars;

namespace NetGen.Compiler.Emission;

/// <summary>How many statements a kernel has without its loops, without writing them: where a network is too large to unroll, by how much.</summary>
static class UnrolledSize
{
    /// <summary>About, since of two branches the longer is counted.</summary>
    public static double Of(Seq<Statement> statements) => statements.Sum(statement => statement switch
    {
        Parallel p => p.Loops.Aggregate(Of(p.Body), (size, loop) => size * Count(loop.Extent)),
        Loop l => Count(l.Extent) * Of(l.Body),
        Tiles t => Of(t),
        Branch b => Math.Max(Of(b.Then), Of(b.Else)),
        Block b => Of(b.Body),
        Lookup l => 1 + Of(l.Body),
        Let l => Of(l.Value),
        Set s => Of(s.Value),
        Store s => Of(s.Value),
        _ => 1,
    });

    /// <summary>A statement of a few operations is one, as a multiply-add; tanh is several.</summary>
    static double Of(Expr value) => Math.Max(1, Expr.Nodes([value]).Count(e => e.Operands.Count > 0) / 4);

    static double Of(Tiles tiles)
    {
        double size = 0;
        int left = (int)Count(tiles.Count.All);
        foreach (Tile tile in tiles.Sizes)
        {
            size += left / tile.Size * Of(tile.Body);
            left %= tile.Size;
        }
        return size;
    }

    // One example: where a loop goes over the batch, its count is that of one.
    static double Count(Extent extent) => (extent.Count + extent.Divisor - 1) / extent.Divisor;
}
