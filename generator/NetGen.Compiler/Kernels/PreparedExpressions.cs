using System;
using System.Collections.Generic;
using System.Linq;
using NetGen.Compiler.Scalars;

namespace NetGen.Compiler.Kernels;

/// <summary>
/// Expressions with their functions expanded and multiply-adds formed, as a list of nodes with operands before their users: what is left to do for each place where they are
/// computed is to is to put the arguments in.
/// </summary>
sealed class PreparedExpressions
{
    readonly Expr[] nodes;
    readonly int[][] operands;
    readonly bool[] shared;
    readonly int[] roots;

    public PreparedExpressions(Seq<Expr> expressions)
    {
        Seq<Expr> ready = Fused(expressions.Select(e => e.Expand()).ToSeq());
        nodes = Expr.Nodes(ready).ToArray();
        var numbers = new Dictionary<Expr, int>();
        for (int i = 0; i < nodes.Length; i++) numbers[nodes[i]] = i;
        operands = nodes.Select(n => n.Operands.Select(o => numbers[o]).ToArray()).ToArray();
        roots = ready.Select(r => numbers[r]).ToArray();
        var uses = new int[nodes.Length];
        foreach (int user in operands.SelectMany(o => o).Concat(roots)) uses[user]++;
        shared = nodes.Select((n, i) => uses[i] > 1 && n.Op is not (Op.Constant or Op.IntConstant or Op.Uniform)).ToArray();
    }

    /// <summary>The expressions over these arguments; <paramref name="keep"/> puts a value that is used more than once into a local.</summary>
    public Seq<Expr> Compute(Func<int, Expr> argument, Func<int, Position>? coordinate, Func<Expr, Expr> keep)
    {
        var values = new Expr[nodes.Length];
        for (int i = 0; i < nodes.Length; i++)
        {
            Expr node = nodes[i];
            Expr value = node.Op switch
            {
                Op.Argument => argument(node.Index),
                Op.Coordinate => Expr.Leaf(coordinate!(node.Index)),
                Op.ElementIndex => Expr.Leaf(Number((Element)node.Tag!)),
                _ => node.Operands.Count == 0 ? node : node.With(Operands(operands[i])),
            };
            values[i] = shared[i] && value is not { Op: Op.Leaf, Tag: Local } ? keep(value) : value;
        }
        return Operands(roots);

        IntPosition Number(Element element)
        {
            Affine at = coordinate!(Position.BatchAxis).At * element.BatchStride;
            int step = coordinate(Position.BatchAxis).Step * element.BatchStride;
            for (int axis = 0; axis < element.Strides.Count; axis++)
            {
                if (element.Strides[axis] == 0) continue;
                Position position = coordinate(axis);
                at += position.At * element.Strides[axis];
                step += position.Step * element.Strides[axis];
            }
            return new IntPosition(at, step);
        }

        Seq<Expr> Operands(int[] numbers)
        {
            var result = new Expr[numbers.Length];
            for (int i = 0; i < numbers.Length; i++) result[i] = values[numbers[i]];
            return new Seq<Expr>(result);
        }
    }

    /// <summary>a·b + c as one operation where the product has no other use.</summary>
    static Seq<Expr> Fused(Seq<Expr> roots)
    {
        var uses = new Dictionary<Expr, int>();
        foreach (Expr used in Expr.Nodes(roots).SelectMany(n => n.Operands).Concat(roots)) uses[used] = uses.TryGetValue(used, out int n) ? n + 1 : 1;
        return roots.Select(root => root.Rewrite(Fuse)).ToSeq();

        bool Once(Expr e) => e.Op == Op.Multiply && uses[e] == 1;

        Expr? Fuse(Expr e, Func<Expr, Expr> inner)
        {
            if (e.Op is not (Op.Add or Op.Subtract)) return null;
            (Expr a, Expr b) = (e.Operands[0], e.Operands[1]);
            if (Once(a)) return Expr.MultiplyAdd(inner(a.Operands[0]), inner(a.Operands[1]), e.Op == Op.Add ? inner(b) : -inner(b));
            if (Once(b)) return Expr.MultiplyAdd(e.Op == Op.Add ? inner(b.Operands[0]) : -inner(b.Operands[0]), inner(b.Operands[1]), inner(a));
            return null;
        }
    }
}
