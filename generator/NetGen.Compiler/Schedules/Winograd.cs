using System.Collections.Generic;
using System.Linq;
using NetGen.Compiler.Kernels;
using NetGen.Compiler.Scalars;

namespace NetGen.Compiler.Schedules;

/// <summary>
/// Winograd's F(4×4, 3×3): 4 × 4 results of a 3 × 3 convolution from 6 × 6 elements with 36 multiplications in place of 144. In one dimension y = Aᵀ((G·g) ⊙ (Bᵀ·d)), with the
/// points 0, 1, −1, 2, −2 and infinity; in two, each side is done in turn. Source: Lavin, Gray: Fast Algorithms for Convolutional Neural Networks, 2016.
/// </summary>
static class Winograd
{
    /// <summary>Results along a side of a tile.</summary>
    public const int Results = 4;

    /// <summary>Taps along a side of the filter.</summary>
    public const int Taps = 3;

    /// <summary>Elements along a side of a tile.</summary>
    public const int Elements = Results + Taps - 1;

    /// <summary>Products of a tile, for each pair of channels.</summary>
    public const int Products = Elements * Elements;

    /// <summary>Multiply-adds that take as long as to transform one element of an image, one product to results, and one filter element, to store it and to read it once from
    /// memory.</summary>
    public const int ElementCost = 7, ProductCost = 5, FilterCost = 19;

    /// <summary>Bᵀ·d of six arguments.</summary>
    public static Seq<Expr> Image { get; } = OfImage(Arguments(Elements));

    /// <summary>G·g of three arguments.</summary>
    public static Seq<Expr> Filter { get; } = OfFilter(Arguments(Taps));

    /// <summary>Aᵀ·m of six arguments.</summary>
    public static Seq<Expr> Result { get; } = OfProducts(Arguments(Elements));

    /// <summary>
    /// A transformation of both sides: of each column, whose results are kept in locals, and then of each row of these, one after the other as they are asked for.
    /// <paramref name="values"/> are row by row, <paramref name="width"/> of them.
    /// </summary>
    public static IEnumerable<Seq<Expr>> Rows(KernelWriter k, int lanes, Seq<Expr> side, Seq<Expr> values, int width)
    {
        Seq<Expr>[] columns = [.. Enumerable.Range(0, width).Select(j => k.Compute(side, lanes, i => values[(i * width) + j])
            .Select(value => Expr.Leaf(k.Let("t", lanes, value))).ToSeq())];
        for (int i = 0; i < side.Count; i++) yield return k.Compute(side, lanes, j => columns[j][i]);
    }

    static Seq<Expr> OfImage(Seq<Expr> d)
    {
        Expr even = d[4] - (4f * d[2]), odd = d[3] - (4f * d[1]), even2 = d[4] - d[2], odd2 = d[3] - d[1];
        return [d[4] - (5f * d[2]) + (4f * d[0]), even + odd, even - odd, even2 + (2f * odd2), even2 - (2f * odd2), d[5] - (5f * d[3]) + (4f * d[1])];
    }

    static Seq<Expr> OfFilter(Seq<Expr> g)
    {
        Expr sixth = (g[0] + g[2]) * (-1f / 6), even = (g[0] * (1f / 24)) + (g[2] * (1f / 6)), odd = g[1] * (1f / 12);
        return [g[0] * 0.25f, sixth - (g[1] * (1f / 6)), sixth + (g[1] * (1f / 6)), even + odd, even - odd, g[2]];
    }

    static Seq<Expr> OfProducts(Seq<Expr> m)
    {
        Expr sum = m[1] + m[2], difference = m[1] - m[2], sum2 = m[3] + m[4], difference2 = m[3] - m[4];
        return [m[0] + sum + sum2, difference + (2f * difference2), sum + (4f * sum2), difference + (8f * difference2) + m[5]];
    }

    static Seq<Expr> Arguments(int count) => Enumerable.Range(0, count).Select(Expr.Argument).ToSeq();
}
