using System;
using System.Collections.Generic;
using System.Linq;
using NetGen.Compiler.Kernels;
using NetGen.Compiler.Scalars;
using NetGen.Compiler.Targets;

namespace NetGen.Compiler.Emission;

/// <summary>
/// Prints the body of a kernel. Addresses become pointers that move with their loops, one for each way a loop moves one, so that an inner loop has a pointer plus
/// constants and nothing else: that is what the JIT keeps in registers.
/// </summary>
sealed class KernelPrinter
{
    readonly CodeWriter writer;
    readonly Target target;
    readonly ExpressionPrinter expressions;
    readonly IReadOnlyList<string> parameters;
    readonly List<Var> scope = [];
    readonly AccessTable accesses = new();
    readonly Dictionary<Access, string> pointers = [];
    readonly Dictionary<Access, string> resolved = [];
    readonly HashSet<string> names = [];
    readonly Seq<KernelParameter> declared;

    /// <param name="parameters">C# of each pointer the kernel takes.</param>
    public KernelPrinter(CodeWriter writer, Target target, Seq<KernelParameter> declared, IReadOnlyList<string> parameters)
    {
        (this.writer, this.target, this.parameters, this.declared) = (writer, target, parameters, declared);
        expressions = new ExpressionPrinter(target, Address, PositionText, p => declared[p].IsInt);
        names.UnionWith(parameters);
    }

    public void Print(Seq<Statement> statements)
    {
        for (int i = 0; i < statements.Count; i++)
        {
            int zeros = 0;
            while (i + zeros < statements.Count && statements[i + zeros] is Let { Value: { Op: Op.Constant, Value: 0 } } let && let.Local.Lanes == ((Let)statements[i]).Local.Lanes) zeros++;
            if (zeros < 2)
            {
                Print(statements[i]);
                continue;
            }
            PrintZeros(statements.Skip(i).Take(zeros).Select(s => ((Let)s).Local).ToArray());
            i += zeros - 1;
        }
    }

    /// <summary>The accumulators of a tile, some on each line.</summary>
    void PrintZeros(Local[] locals)
    {
        const int perLine = 12;
        string type = locals[0].Lanes == 1 ? "float" : $"{Target.Vector(locals[0].Lanes)}<float>";
        for (int i = 0; i < locals.Length; i += perLine) writer.Line($"{type} {string.Join(", ", locals.Skip(i).Take(perLine).Select(l => l.Name + " = default"))};");
    }

    void Print(Statement statement)
    {
        switch (statement)
        {
            case Let let:
                writer.Line($"var {let.Local.Name} = {expressions.Print(let.Value, let.Local.Lanes)};");
                break;
            case Set set:
                writer.Line($"{set.Local.Name} = {expressions.Print(set.Value, set.Local.Lanes)};");
                break;
            case Store store: PrintStore(store); break;
            case Prefetch prefetch:
                writer.Line($"{target.Prefetch}({Address(prefetch.Parameter, prefetch.At)});");
                break;
            case Block block:
                if (block.Comment.Length > 0) writer.Line("// " + block.Comment);
                writer.Block("", () => Print(block.Body));
                break;
            case Branch branch:
                if (branch.Then.Count > 0)
                {
                    writer.Block($"if ({branch.Var} < {branch.Below})", () => Print(branch.Then));
                    if (branch.Else.Count > 0) writer.Block("else", () => Print(branch.Else));
                }
                else
                {
                    writer.Block($"if ({branch.Var} >= {branch.Below})", () => Print(branch.Else));
                }
                break;
            case Lookup lookup: PrintLookup(lookup); break;
            case Loop loop: PrintLoop(loop); break;
            case Tiles tiles: PrintTiles(tiles); break;
            case Parallel parallel: PrintParallel(parallel); break;
            default: throw new InvalidOperationException($"no text for {statement}");
        }
    }

    void PrintParallel(Parallel parallel)
    {
        if (parallel.Loops.Count == 0)
        {
            scope.Add(parallel.First);
            Print(parallel.Body);
            scope.RemoveAt(scope.Count - 1);
            return;
        }
        // The range is walked as one; the variables are what the task number is made of, the last changing fastest.
        bool single = parallel.Loops.Count == 1;
        string task = single ? parallel.Loops[0].Var.Name : "task";
        writer.Open($"for (int {task} = lo; {task} < hi; {task}++)");
        if (!single)
        {
            string rest = task;
            for (int i = parallel.Loops.Count - 1; i >= 0; i--)
            {
                (Var var, Extent extent) = (parallel.Loops[i].Var, parallel.Loops[i].Extent);
                if (i == 0)
                {
                    writer.Line($"int {var} = {rest};");
                    break;
                }
                string count = Count(extent);
                string next = i == 1 ? parallel.Loops[0].Var.Name : "rest" + i;
                if (i == 1)
                {
                    writer.Line($"int {next} = {rest} / {count};");
                    writer.Line($"int {var} = {rest} - ({next} * {count});");
                    break;
                }
                writer.Line($"int {next} = {rest} / {count};");
                writer.Line($"int {var} = {rest} - ({next} * {count});");
                rest = next;
            }
        }
        int depth = scope.Count;
        scope.Add(parallel.First);
        scope.AddRange(parallel.Loops.Select(l => l.Var));
        foreach (Access access in accesses.Of(parallel))
        {
            Seq<Term> moved = Prefix(access, scope.Count, depth).Terms;
            if (moved.Count == 0) continue;
            Access key = Prefix(access, scope.Count, 0);
            if (pointers.ContainsKey(key)) continue;
            string from = Pointer(Prefix(access, depth, 0));
            string offset = string.Join(" + ", moved.Select(t => TermText(t, big: true)));
            pointers[key] = Declare(access.Parameter, $"{from} + {offset}");
        }
        Print(parallel.Body);
        scope.RemoveRange(depth, parallel.Loops.Count + 1);
        writer.Close();
    }

    void PrintLoop(Loop loop)
    {
        var moved = Enter(loop.Var, loop);
        writer.Open($"for (int {loop.Var} = 0; {loop.Var} < {Count(loop.Extent)}; {loop.Var}++)");
        Print(loop.Body);
        foreach ((string pointer, int factor) in moved) writer.Line(Move(pointer, factor));
        writer.Close();
        scope.RemoveAt(scope.Count - 1);
    }

    void PrintLookup(Lookup lookup)
    {
        writer.Open("");
        string index = expressions.Print(Expr.Leaf(lookup.Index), 1);
        writer.Line($"int {lookup.Var} = (int)({index});");
        scope.Add(lookup.Var);
        var own = new HashSet<Access>(); // not those of a copy of it before, in code without loops
        foreach (Access access in accesses.Of(lookup))
        {
            int factor = Factor(access, lookup.Var);
            if (factor == 0) continue;
            Access key = Prefix(access, scope.Count, 0);
            if (own.Add(key)) pointers[key] = Declare(access.Parameter, $"{Pointer(Prefix(access, scope.Count - 1, 0))} + {TermText(new Term(lookup.Var, factor), big: true)}");
        }
        resolved.Clear();
        Print(lookup.Body);
        writer.Close();
        scope.RemoveAt(scope.Count - 1);
    }

    void PrintTiles(Tiles tiles)
    {
        var moved = Enter(tiles.Var, tiles);
        string count = tiles.Count.GroupSize == 0 ? tiles.Count.Constant.ToString()
            : tiles.Count.Group is { } group ? $"global::System.Math.Min({tiles.Count.GroupSize}, {Rows(tiles.Count)} - ({group} * {tiles.Count.GroupSize}))"
            : Rows(tiles.Count);
        writer.Line($"int {tiles.Var} = 0, {tiles.Var}End = {count};");
        foreach (Tile tile in tiles.Sizes)
        {
            writer.Open($"for (; {tiles.Var} <= {tiles.Var}End - {tile.Size}; {tiles.Var} += {tile.Size})");
            Print(tile.Body);
            foreach ((string pointer, int factor) in moved) writer.Line(Move(pointer, factor * tile.Size));
            writer.Close();
        }
        scope.RemoveAt(scope.Count - 1);

        static string Rows(TileCount c) => c.Constant == 1 ? "n" : $"(n * {c.Constant})";
    }

    /// <summary>Opens the scope of a loop variable and declares the pointers that move with it.</summary>
    List<(string Pointer, int Factor)> Enter(Var var, Statement loop)
    {
        scope.Add(var);
        var moved = new List<(string, int)>();
        foreach (Access access in accesses.Of(loop))
        {
            int factor = Factor(access, var);
            if (factor == 0) continue;
            Access key = Prefix(access, scope.Count, 0);
            if (pointers.TryGetValue(key, out string? known) && moved.Any(m => m.Item1 == known)) continue;
            string pointer = Declare(access.Parameter, Pointer(Prefix(access, scope.Count - 1, 0)));
            pointers[key] = pointer;
            moved.Add((pointer, factor));
        }
        resolved.Clear();
        return moved;
    }

    static int Factor(Access access, Var var)
    {
        foreach (Term term in access.Terms)
            if (term.Var == var) return term.Factor;
        return 0;
    }

    string Declare(int parameter, string value)
    {
        string name = declared[parameter].Name;
        for (int i = 1; !names.Add(name); i++) name = declared[parameter].Name + i;
        writer.Line($"{(declared[parameter].IsInt ? "int" : "float")}* {name} = {value};");
        return name;
    }

    static string Move(string pointer, int by) => by < 0 ? $"{pointer} -= {-by};" : $"{pointer} += {by};";

    /// <summary>The part of an access that depends on the variables in scope from position <paramref name="from"/> up to <paramref name="depth"/>, in their order.</summary>
    Access Prefix(Access access, int depth, int from)
    {
        if (access.Terms.Count == 0) return access;
        var terms = new List<Term>(access.Terms.Count);
        for (int i = from; i < depth; i++)
            if (Factor(access, scope[i]) is not 0 and var factor) terms.Add(new Term(scope[i], factor));
        return access with { Terms = terms.ToSeq() };
    }

    string Pointer(Access prefix) => prefix.Terms.Count == 0 ? parameters[prefix.Parameter] : pointers[prefix];

    string Address(int parameter, Affine at)
    {
        var access = new Access(parameter, at.Terms);
        if (!resolved.TryGetValue(access, out string? pointer))
        {
            Access prefix = Prefix(access, scope.Count, 0);
            if (prefix.Terms.Count != at.Terms.Count) throw new InvalidOperationException($"address of {declared[parameter].Name} uses a variable that is not in scope");
            resolved[access] = pointer = Pointer(prefix);
        }
        return at.Constant == 0 ? pointer : $"{pointer} + {at.Constant}";
    }

    static string PositionText(Affine at) =>
        at.Terms.Count == 0 ? at.Constant.ToString()
        : string.Join(" + ", at.Terms.Select(t => TermText(t, big: false))) + (at.Constant == 0 ? "" : $" + {at.Constant}");

    static string TermText(Term term, bool big) =>
        term.Factor == 1 ? term.Var.Name : $"({(big ? "(long)" : "")}{term.Var} * {(term.Factor < 0 ? $"({term.Factor})" : term.Factor.ToString())})";

    /// <param name="n">The number of examples.</param>
    public static string Count(Extent extent, string n = "n")
    {
        if (!extent.Batched) return ((extent.Count + extent.Divisor - 1) / extent.Divisor).ToString();
        string rows = extent.Count == 1 ? n : $"({n} * {extent.Count})";
        return extent.Divisor == 1 ? rows : $"(({rows} + {extent.Divisor - 1}) / {extent.Divisor})";
    }

    void PrintStore(Store store)
    {
        string pointer = Address(store.Parameter, store.At);
        if (store.Lanes == 1)
        {
            writer.Line($"{(pointer.Contains(" + ") ? $"*({pointer})" : $"*{pointer}")} = {expressions.Print(store.Value, 1)};");
            return;
        }
        string value = expressions.Print(store.Value, store.Lanes);
        if (store.Count >= store.Lanes)
        {
            writer.Line($"{value}.Store({pointer});");
            return;
        }
        if (store.Value.Op != Op.Leaf || store.Value.Tag is not Local)
        {
            writer.Open("");
            writer.Line($"var part = {value};");
            StorePart("part", store.Lanes, store.Count, pointer, 0);
            writer.Close();
        }
        else
        {
            StorePart(value, store.Lanes, store.Count, pointer, 0);
        }
    }

    void StorePart(string value, int lanes, int count, string pointer, int offset)
    {
        if (count == 0) return;
        string at = offset == 0 ? pointer : $"{pointer} + {offset}";
        if (count == lanes && lanes > 1) writer.Line($"{value}.Store({at});");
        else if (lanes == 4)
        {
            if (count >= 2) writer.Line($"{value}.GetLower().Store({at});");
            if (count != 2) writer.Line($"*({at}{(count == 3 ? " + 2" : "")}) = {(count == 1 ? $"{value}.ToScalar()" : $"{value}.GetElement(2)")};");
        }
        else
        {
            int half = lanes / 2;
            StorePart($"{value}.GetLower()", half, Math.Min(count, half), pointer, offset);
            StorePart($"{value}.GetUpper()", half, Math.Max(0, count - half), pointer, offset + half);
        }
    }
}
