using System.Collections.Generic;
using System.Linq;
using System.Runtime.CompilerServices;
using NetGen.Compiler.Graphs;
using NetGen.Compiler.Primitives;
using NetGen.Compiler.Scalars;

namespace NetGen.Compiler.Passes;

/// <summary>Surgery on maps that several passes need.</summary>
static class MapEdit
{
    /// <summary>Drops inputs no expression reads and joins inputs that are the same value.</summary>
    public static (Map Map, Seq<Value> Inputs) Compact(Map map, Seq<Value> inputs)
    {
        var kept = new List<Value>();
        Seq<Expr> expressions = map.Expressions.Select(e => e.Rewrite(node =>
        {
            if (node.Op != Op.Argument) return null;
            Value input = inputs[node.Index];
            if (!kept.Contains(input)) kept.Add(input);
            return Expr.Argument(kept.IndexOf(input));
        })).ToSeq();
        return (map with { Expressions = expressions }, kept.ToSeq());
    }

    /// <summary>Most operations of a map that is computed inside another kernel: its text stands there once for each part of a tile, and RyuJIT gives up on methods of 60,000
    /// bytes.</summary>
    public const int MostInside = 48;

    /// <summary>Most operations of a map, for the same reason.</summary>
    public const int Most = 500;

    static readonly ConditionalWeakTable<Map, StrongBox<int>> Counted = new(); // passes ask again and again

    /// <summary>How many operations on vectors a map is.</summary>
    public static int Operations(Map map) =>
        Counted.GetValue(map, m => new StrongBox<int>(Expr.Nodes(m.Expressions.Select(e => e.Expand())).Count(e => e.Operands.Count > 0))).Value;

    /// <summary>The expression with its arguments moved up by <paramref name="by"/>.</summary>
    public static Expr Shift(Expr expression, int by) => expression.Rewrite(e => e.Op == Op.Argument ? Expr.Argument(e.Index + by) : null);
}
