using System.Collections.Generic;
using System.Linq;
using NetGen.Compiler.Scalars;

namespace NetGen.Compiler.Kernels;

/// <summary>Turns a kernel for one example into straight-line code: every loop replaced by its iterations.</summary>
public static class Unroller
{
    /// <summary>The statements with N = 1 and no loop left, or null where there would be more than <paramref name="limit"/> of them.</summary>
    public static Seq<Statement>? Unroll(Seq<Statement> statements, int limit)
    {
        var result = new List<Statement>();
        return Expand(statements, result, ref limit) ? result.ToSeq() : null;
    }

    static bool Expand(Seq<Statement> statements, List<Statement> result, ref int limit)
    {
        foreach (Statement statement in statements)
        {
            switch (statement)
            {
                case Parallel { Loops.Count: 0 } p:
                    if (!Scope(p.Body, result, ref limit)) return false;
                    break;
                case Parallel p:
                    Seq<Statement> inner = p.Loops.Count == 1 ? p.Body : [p with { Loops = p.Loops.Skip(1).ToSeq() }];
                    if (!Repeat(p.Loops[0].Var, Count(p.Loops[0].Extent), inner, result, ref limit)) return false;
                    break;
                case Loop l:
                    if (!Repeat(l.Var, Count(l.Extent), l.Body, result, ref limit)) return false;
                    break;
                case Tiles t:
                    int at = 0;
                    int count = Count(t.Count.All); // one example: no group but the first
                    foreach (Tile tile in t.Sizes)
                        for (; at + tile.Size <= count; at += tile.Size)
                            if (!Scope(Substitute(tile.Body, t.Var, at), result, ref limit)) return false;
                    break;
                case Lookup l:
                    var looked = new List<Statement>();
                    if (--limit < 0 || !Expand(l.Body, looked, ref limit)) return false;
                    result.Add(l with { Body = looked.ToSeq() });
                    break;
                case Block b:
                    if (!Scope(b.Body, result, ref limit)) return false;
                    break;
                default:
                    if (--limit < 0) return false;
                    result.Add(statement);
                    break;
            }
        }
        return true;
    }

    static int Count(Extent extent) => (extent.Count + extent.Divisor - 1) / extent.Divisor;

    static bool Repeat(Var var, int count, Seq<Statement> body, List<Statement> result, ref int limit)
    {
        for (int i = 0; i < count; i++)
            if (!Scope(Substitute(body, var, i), result, ref limit)) return false;
        return true;
    }

    /// <summary>A body that declares locals stays a block, so that its copies do not clash.</summary>
    static bool Scope(Seq<Statement> body, List<Statement> result, ref int limit)
    {
        if (!body.Any(s => s is Let)) return Expand(body, result, ref limit);
        var inner = new List<Statement>();
        if (!Expand(body, inner, ref limit)) return false;
        result.Add(new Block("", inner.ToSeq()));
        return true;
    }

    static Seq<Statement> Substitute(Seq<Statement> statements, Var var, int value) => statements.SelectMany(s => Substitute(s, var, value)).ToSeq();

    static Seq<Statement> Substitute(Statement statement, Var var, int value) => statement switch
    {
        Parallel p => [p with { Body = Substitute(p.Body, var, value) }],
        Loop l => [l with { Extent = l.Extent.With(var, value), Body = Substitute(l.Body, var, value) }],
        Tiles t => [t with { Sizes = t.Sizes.Select(s => s with { Body = Substitute(s.Body, var, value) }).ToSeq() }],
        Lookup l => [l with { Index = l.Index with { At = l.Index.At.With(var, value) }, Body = Substitute(l.Body, var, value) }],
        Branch b when b.Var == var => Substitute(value < b.Below ? b.Then : b.Else, var, value),
        Branch b => [b with { Then = Substitute(b.Then, var, value), Else = Substitute(b.Else, var, value) }],
        Block b => [b with { Body = Substitute(b.Body, var, value) }],
        Let l => [l with { Value = Substitute(l.Value, var, value) }],
        Set s => [s with { Value = Substitute(s.Value, var, value) }],
        Prefetch => [],
        Store s => [s with { At = s.At.With(var, value), Value = Substitute(s.Value, var, value) }],
        _ => [statement],
    };

    static Expr Substitute(Expr expression, Var var, int value) => expression.Rewrite(e => e.Op != Op.Leaf ? null : e.Tag switch
    {
        Load load => Expr.Leaf(load with { At = load.At.With(var, value) }),
        IntPosition position => Expr.Leaf(position with { At = position.At.With(var, value) }),
        Position position => Expr.Leaf(position with { At = position.At.With(var, value) }),
        _ => null,
    });
}
