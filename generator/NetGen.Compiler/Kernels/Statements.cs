using System;
using System.Collections.Generic;
using System.Linq;
using NetGen.Compiler.Scalars;

namespace NetGen.Compiler.Kernels;

/// <summary>Walks over statements.</summary>
public static class Statements
{
    /// <summary>Every statement, those inside others after them.</summary>
    public static IEnumerable<Statement> All(Seq<Statement> statements)
    {
        foreach (Statement statement in statements)
        {
            yield return statement;
            foreach (Statement inner in Bodies(statement).SelectMany(All)) yield return inner;
        }
    }

    static IEnumerable<Seq<Statement>> Bodies(Statement statement) => statement switch
    {
        Parallel p => [p.Body],
        Loop l => [l.Body],
        Tiles t => t.Sizes.Select(s => s.Body),
        Branch b => [b.Then, b.Else],
        Block b => [b.Body],
        _ => [],
    };

    public static IEnumerable<Expr> Expressions(Statement statement) => statement switch
    {
        Let l => [l.Value],
        Set s => [s.Value],
        Store s => [s.Value],
        _ => [],
    };

    /// <summary>Names of the uniforms read, sorted.</summary>
    public static IEnumerable<string> Uniforms(Seq<Statement> statements) =>
        Expr.Nodes(All(statements).SelectMany(Expressions)).Where(e => e.Op == Op.Uniform).Select(e => e.Name!).Distinct().OrderBy(n => n, StringComparer.Ordinal);

    /// <summary>Every memory access: parameter and address, in the order of the text.</summary>
    public static List<(int Parameter, Affine At)> Accesses(Seq<Statement> statements)
    {
        var accesses = new List<(int, Affine)>();
        foreach (Statement statement in All(statements))
        {
            foreach (Expr expression in Expressions(statement)) Collect(expression);
            if (statement is Store store) accesses.Add((store.Parameter, store.At));
        }
        return accesses;

        // Shared nodes may be seen twice, which costs less than remembering them.
        void Collect(Expr e)
        {
            if (e.Tag is Load load) accesses.Add((load.Parameter, load.At));
            foreach (Expr operand in e.Operands) Collect(operand);
        }
    }
}
