using System;
using System.Collections.Generic;
using System.Linq;
using NetGen.Compiler.Scalars;

namespace NetGen.Compiler.Kernels;

/// <summary>Builds the body of a kernel: schedules are written with it.</summary>
public sealed class KernelWriter
{
    readonly List<KernelParameter> parameters = [];
    readonly Stack<List<Statement>> open = new([[]]);
    readonly Dictionary<string, int> names = [];

    List<Statement> Body => open.Peek();

    /// <summary>Declares a pointer parameter and gives its number.</summary>
    public int Parameter(string name, bool isInt = false)
    {
        parameters.Add(new KernelParameter(Unique(name), isInt));
        return parameters.Count - 1;
    }

    public Var Var(string name) => new(Unique(name));

    public Local Local(string name, int lanes) => new(Unique(name), lanes);

    public Local Let(string name, int lanes, Expr value)
    {
        Local local = Local(name, lanes);
        Body.Add(new Let(local, value));
        return local;
    }

    public void Set(Local local, Expr value) => Body.Add(new Set(local, value));

    public void Store(int parameter, Affine at, Expr value, int lanes, int count) => Body.Add(new Store(parameter, at, value, lanes, count));

    public void Loop(string name, Extent extent, Action<Affine> body)
    {
        if (extent.IsOne)
        {
            body(0);
            return;
        }
        Var var = Var(name);
        Seq<Statement> inner = Capture(() => body(var));
        if (inner.Count > 0) Body.Add(new Loop(var, extent, inner));
    }

    /// <summary>The parallel loops; those of one iteration have no variable.</summary>
    public void Parallel(Seq<(string Name, Extent Extent)> loops, Action<Seq<Affine>> body)
    {
        var ranges = new List<LoopRange>();
        var positions = new List<Affine>();
        foreach ((string name, Extent extent) in loops)
        {
            if (extent.IsOne)
            {
                positions.Add(0);
                continue;
            }
            Var var = Var(name);
            ranges.Add(new LoopRange(var, extent));
            positions.Add(var);
        }
        Seq<Statement> inner = Capture(() => body(positions.ToSeq()));
        Body.Add(new Parallel(ranges.ToSeq(), inner));
    }

    /// <summary>Tiles over a constant number of positions: of one size, and one remainder.</summary>
    public void Tiles(string name, int count, int size, Action<Affine, int> body)
    {
        if (count <= size)
        {
            body(0, count);
            return;
        }
        Var var = Var(name);
        var sizes = new List<Tile> { new(size, Capture(() => body(var, size))) };
        if (count % size != 0) sizes.Add(new Tile(count % size, Capture(() => body(var, count % size))));
        Body.Add(new Tiles(var, new TileCount(count), sizes.ToSeq()));
    }

    /// <summary>Tiles over the rows of group <paramref name="group"/> of N·<paramref name="perExample"/> rows: sizes fall to 1.</summary>
    public void RowTiles(string name, int perExample, Affine group, int groupSize, Seq<int> sizes, Action<Affine, int> body)
    {
        Var var = Var(name);
        Var? groupVar = group.Terms.Count == 0 ? null : group.Terms[0].Var;
        Body.Add(new Tiles(var, new TileCount(perExample, groupVar, groupSize), sizes.Select(s => new Tile(s, Capture(() => body(var, s)))).ToSeq()));
    }

    public void Branch(Affine position, int below, Action then, Action otherwise)
    {
        if (position.Terms.Count == 0)
        {
            (position.Constant < below ? then : otherwise)();
            return;
        }
        Body.Add(new Branch(position.Terms[0].Var, below, Capture(then), Capture(otherwise)));
    }

    public void Scope(string comment, Action body)
    {
        Seq<Statement> inner = Capture(body);
        if (inner.Count > 0) Body.Add(new Block(comment, inner));
    }

    Seq<Statement> Capture(Action body)
    {
        open.Push([]);
        body();
        return open.Pop().ToSeq();
    }

    /// <summary>
    /// Expressions over arguments made ready for storing: functions expanded, multiply-adds formed, arguments replaced, and what is used more than once put into locals.
    /// </summary>
    public Seq<Expr> Compute(Seq<Expr> expressions, int lanes, Func<int, Expr> argument, Func<int, Expr>? coordinate = null)
    {
        Seq<Expr> ready = Fused(expressions.Select(e => e.Rewrite(n =>
            n.Op == Op.Argument ? argument(n.Index) : n.Op == Op.Coordinate ? coordinate!(n.Index) : null).Expand()).ToSeq());
        var uses = Uses(ready);
        var locals = new Dictionary<Expr, Expr>();
        foreach (Expr node in Expr.Nodes(ready))
        {
            if (uses[node] < 2 || node.Op is Op.Constant or Op.IntConstant or Op.Uniform) continue;
            if (node.Op == Op.Leaf && node.Tag is Local) continue;
            Expr value = node.With(node.Operands.Select(Replace).ToSeq());
            locals[node] = Expr.Leaf(Let("t", lanes, value));
        }
        return ready.Select(Replace).ToSeq();

        Expr Replace(Expr e) => e.Rewrite(n => locals.TryGetValue(n, out Expr? local) ? local : null);
    }

    static Dictionary<Expr, int> Uses(Seq<Expr> roots)
    {
        var uses = new Dictionary<Expr, int>();
        foreach (Expr root in roots) uses[root] = uses.TryGetValue(root, out int n) ? n + 1 : 1;
        foreach (Expr node in Expr.Nodes(roots))
            foreach (Expr operand in node.Operands) uses[operand] = uses.TryGetValue(operand, out int n) ? n + 1 : 1;
        return uses;
    }

    /// <summary>a·b + c as one operation where the product has no other use.</summary>
    static Seq<Expr> Fused(Seq<Expr> roots)
    {
        var uses = Uses(roots);
        return roots.Select(root => root.Rewrite(Fuse)).ToSeq();

        bool Once(Expr e) => e.Op == Op.Multiply && uses.TryGetValue(e, out int n) && n == 1;

        Expr? Fuse(Expr e)
        {
            if (e.Op is not (Op.Add or Op.Subtract)) return null;
            (Expr a, Expr b) = (e.Operands[0], e.Operands[1]);
            if (Once(a)) return Expr.MultiplyAdd(Inner(a.Operands[0]), Inner(a.Operands[1]), e.Op == Op.Add ? Inner(b) : -Inner(b));
            if (Once(b)) return Expr.MultiplyAdd(e.Op == Op.Add ? Inner(b.Operands[0]) : -Inner(b.Operands[0]), Inner(b.Operands[1]), Inner(a));
            return null;
        }

        Expr Inner(Expr e) => e.Rewrite(Fuse);
    }

    public Kernel Finish(string label, string summary, double cost)
    {
        Seq<Statement> body = open.Pop().ToSeq();
        return new Kernel(label, summary, parameters.ToSeq(), Statements.Uniforms(body).ToSeq(), body, cost);
    }

    string Unique(string name)
    {
        int count = names.TryGetValue(name, out int n) ? n : 0;
        names[name] = count + 1;
        return count == 0 ? name : name + count;
    }
}
