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
    readonly Dictionary<Seq<Expr>, PreparedExpressions> prepared = [];

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

    /// <summary>Assigns; nothing where the value is the local's own, as of a sum that grows by 0.</summary>
    public void Set(Local local, Expr value)
    {
        if (value.Op != Op.Leaf || !local.Equals(value.Tag)) Body.Add(new Set(local, value));
    }

    public void Store(int parameter, Affine at, Expr value, int lanes, int count) => Body.Add(new Store(parameter, at, value, lanes, count));

    public void Prefetch(int parameter, Affine at) => Body.Add(new Prefetch(parameter, at));

    public void Loop(string name, Extent extent, Action<Affine> body)
    {
        if (extent is { IsConstant: true, Count: 0 }) return;
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

    /// <summary>Tiles over what group <paramref name="group"/> has of a number of positions: sizes fall so that the last reaches the end.</summary>
    public void GroupTiles(string name, Extent all, Affine group, int groupSize, Seq<int> sizes, Action<Affine, int> body)
    {
        Var var = Var(name);
        Var? groupVar = group.Terms.Count == 0 ? null : group.Terms[0].Var;
        Body.Add(new Tiles(var, new TileCount(all, groupVar, groupSize), sizes.Select(s => new Tile(s, Capture(() => body(var, s)))).ToSeq()));
    }

    /// <summary>A position that is read from memory, for the body.</summary>
    public void Lookup(string name, Load index, Action<Affine> body)
    {
        Var var = Var(name);
        Body.Add(new Lookup(var, index, Capture(() => body(var))));
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
    public Seq<Expr> Compute(Seq<Expr> expressions, int lanes, Func<int, Expr> argument, Func<int, Position>? coordinate = null)
    {
        // A tile computes the same for each of its accumulators.
        if (!prepared.TryGetValue(expressions, out PreparedExpressions? ready)) prepared[expressions] = ready = new PreparedExpressions(expressions);
        return ready.Compute(argument, coordinate, value => Expr.Leaf(Let("t", lanes, value)));
    }

    public Kernel Finish(string label, string summary, TaskCost cost)
    {
        Seq<Statement> body = open.Pop().ToSeq();
        Seq<LoopRange> tasks = Statements.All(body).OfType<Parallel>().FirstOrDefault()?.Loops ?? [];
        return new Kernel(label, summary, parameters.ToSeq(), Statements.Uniforms(body).ToSeq(), tasks, body, cost);
    }

    string Unique(string name)
    {
        int count = names.TryGetValue(name, out int n) ? n : 0;
        names[name] = count + 1;
        return count == 0 ? name : name + count;
    }
}
