using System.Collections.Generic;
using NetGen.Compiler.Kernels;
using NetGen.Compiler.Scalars;

namespace NetGen.Compiler.Emission;

/// <summary>
/// The ways in which the addresses inside a statement depend on variables, each once and in the order of the text: what moves together, whatever its constant. Remembered for each
/// statement, since every loop around it asks.
/// </summary>
sealed class AccessTable
{
    readonly Dictionary<Statement, List<Access>> known = new(ByReference<Statement>.Instance);

    public List<Access> Of(Statement statement)
    {
        if (known.TryGetValue(statement, out List<Access>? accesses)) return accesses;
        var distinct = new Collector();
        foreach (Seq<Statement> body in Statements.Bodies(statement))
        {
            foreach (Statement inner in body)
            {
                switch (inner)
                {
                    case Let l: distinct.Add(l.Value); break;
                    case Set s: distinct.Add(s.Value); break;
                    case Store s:
                        distinct.Add(s.Value);
                        distinct.Add(new Access(s.Parameter, s.At.Terms));
                        break;
                    case Prefetch p: distinct.Add(new Access(p.Parameter, p.At.Terms)); break;
                    case Lookup l:
                        distinct.Add(new Access(l.Index.Parameter, l.Index.At.Terms));
                        foreach (Access access in Of(inner)) distinct.Add(access);
                        break;
                    default:
                        foreach (Access access in Of(inner)) distinct.Add(access);
                        break;
                }
            }
        }
        return known[statement] = distinct.List;
    }

    sealed class Collector
    {
        readonly HashSet<Access> seen = [];

        public List<Access> List { get; } = [];

        public void Add(Access access)
        {
            if (seen.Add(access)) List.Add(access);
        }

        public void Add(Expr e)
        {
            if (e.Tag is Load load) Add(new Access(load.Parameter, load.At.Terms));
            foreach (Expr operand in e.Operands) Add(operand);
        }
    }
}

/// <summary>A kernel parameter and how an address in it moves with variables.</summary>
readonly record struct Access(int Parameter, Seq<Term> Terms);
