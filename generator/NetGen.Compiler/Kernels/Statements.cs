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

    public static IEnumerable<Seq<Statement>> Bodies(Statement statement) => statement switch
    {
        Parallel p => [p.Body],
        Loop l => [l.Body],
        Tiles t => t.Sizes.Select(s => s.Body),
        Branch b => [b.Then, b.Else],
        Block b => [b.Body],
        Lookup l => [l.Body],
        _ => [],
    };

    /// <summary>Names of the uniforms read, sorted.</summary>
    public static IEnumerable<string> Uniforms(Seq<Statement> statements)
    {
        var names = new SortedSet<string>(StringComparer.Ordinal);
        Visit(statements, e =>
        {
            if (e.Op == Op.Uniform) names.Add(e.Name!);
        }, _ => { });
        return names;
    }

    /// <summary>Numbers of the parameters that are read or written, sorted.</summary>
    public static IEnumerable<int> Parameters(Seq<Statement> statements)
    {
        var parameters = new SortedSet<int>();
        Visit(statements, e =>
        {
            if (e.Tag is Load load) parameters.Add(load.Parameter);
        }, s => parameters.Add(s.Parameter));
        return parameters;
    }

    /// <summary>
    /// Calls the one for each node of each expression, the other for each store, in the order of the text. Nodes with several users may be seen several times, which costs less
    /// than remembering them.
    /// </summary>
    static void Visit(Seq<Statement> statements, Action<Expr> node, Action<Store> store)
    {
        foreach (Statement statement in statements)
        {
            switch (statement)
            {
                case Let l: Walk(l.Value); break;
                case Set s: Walk(s.Value); break;
                case Store s:
                    Walk(s.Value);
                    store(s);
                    break;
                case Lookup l:
                    Walk(Expr.Leaf(l.Index));
                    Visit(l.Body, node, store);
                    break;
                default:
                    foreach (Seq<Statement> body in Bodies(statement)) Visit(body, node, store);
                    break;
            }
        }

        void Walk(Expr e)
        {
            node(e);
            foreach (Expr operand in e.Operands) Walk(operand);
        }
    }
}
