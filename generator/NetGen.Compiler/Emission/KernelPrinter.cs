using System;
using System.Collections.Generic;
using System.Linq;
using NetGen.Compiler.Kernels;
using NetGen.Compiler.Scalars;
using NetGen.Compiler.Targets;

namespace NetGen.Compiler.Emission;

/// <summary>Prints the body of a kernel.</summary>
sealed class KernelPrinter
{
    readonly CodeWriter writer;
    readonly Target target;
    readonly VectorNames vectors;
    readonly PointerTable pointers;
    readonly ExpressionPrinter expressions;

    /// <param name="parameters">C# of each pointer the kernel takes.</param>
    public KernelPrinter(CodeWriter writer, Target target, VectorNames vectors, Seq<KernelParameter> declared, IReadOnlyList<string> parameters)
    {
        (this.writer, this.target, this.vectors) = (writer, target, vectors);
        pointers = new PointerTable(writer, declared, parameters);
        expressions = new ExpressionPrinter(writer, target, vectors, pointers);
    }

    public void Print(Seq<Statement> statements)
    {
        for (int i = 0; i < statements.Count; i++)
        {
            int zeros = 0;
            while (i + zeros < statements.Count && statements[i + zeros] is Let { Value: { Op: Op.Constant, Value: 0 } } let
                && let.Local.Lanes == ((Let)statements[i]).Local.Lanes)
                zeros++;
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
        string type = locals[0].Lanes == 1 ? "float" : $"{vectors[locals[0].Lanes]}<float>";
        for (int i = 0; i < locals.Length; i += perLine) writer.Line($"{type} {string.Join(", ", locals.Skip(i).Take(perLine).Select(l => l.Name + " = default"))};");
    }

    void Print(Statement statement)
    {
        switch (statement)
        {
            case Let let:
                writer.Begin().Append("var ").Append(let.Local.Name).Append(" = ");
                expressions.Print(let.Value, let.Local.Lanes);
                writer.End(";");
                break;
            case Set set:
                writer.Begin().Append(set.Local.Name).Append(" = ");
                expressions.Print(set.Value, set.Local.Lanes);
                writer.End(";");
                break;
            case Store store: PrintStore(store); break;
            case Prefetch prefetch:
                writer.Line($"{target.Prefetch}({pointers.Address(prefetch.Parameter, prefetch.At)});");
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
            Print(parallel.Body);
            return;
        }
        // The range is walked as one; the variables are what the task number is made of, the last changing fastest.
        bool single = parallel.Loops.Count == 1;
        string task = single ? parallel.Loops[0].Var.Name : "task";
        writer.Open($"for (int {task} = lo; {task} < hi; {task}++)");
        if (!single)
        {
            string rest = task;
            for (int i = parallel.Loops.Count - 1; i > 0; i--)
            {
                string count = Count(parallel.Loops[i].Extent);
                string next = i == 1 ? parallel.Loops[0].Var.Name : "rest" + i;
                writer.Line($"int {next} = {rest} / {count};");
                writer.Line($"int {parallel.Loops[i].Var} = {rest} - ({next} * {count});");
                rest = next;
            }
        }
        pointers.Enter(parallel);
        Print(parallel.Body);
        pointers.Leave(parallel.Loops.Count);
        writer.Close();
    }

    void PrintLoop(Loop loop)
    {
        var moved = pointers.Enter(loop.Var, loop);
        writer.Open($"for (int {loop.Var} = 0; {loop.Var} < {Count(loop.Extent)}; {loop.Var}++)");
        Print(loop.Body);
        foreach ((string pointer, int factor) in moved) writer.Line(Move(pointer, factor));
        writer.Close();
        pointers.Leave();
    }

    void PrintLookup(Lookup lookup)
    {
        writer.Open("");
        writer.Begin().Append("int ").Append(lookup.Var.Name).Append(" = (int)(");
        expressions.Print(Expr.Leaf(lookup.Index), 1);
        writer.End(");");
        pointers.Enter(lookup);
        Print(lookup.Body);
        writer.Close();
        pointers.Leave();
    }

    void PrintTiles(Tiles tiles)
    {
        var moved = pointers.Enter(tiles.Var, tiles);
        string count = Count(tiles.Count.All);
        if (tiles.Count is { Group: { } group, GroupSize: int size }) count = $"global::System.Math.Min({size}, {count} - ({group} * {size}))";
        writer.Line($"int {tiles.Var} = 0, {tiles.Var}End = {count};");
        foreach (Tile tile in tiles.Sizes)
        {
            writer.Open($"for (; {tiles.Var} <= {tiles.Var}End - {tile.Size}; {tiles.Var} += {tile.Size})");
            Print(tile.Body);
            foreach ((string pointer, int factor) in moved) writer.Line(Move(pointer, factor * tile.Size));
            writer.Close();
        }
        pointers.Leave();
    }

    static string Move(string pointer, int by) => by < 0 ? $"{pointer} -= {-by};" : $"{pointer} += {by};";

    /// <param name="n">The number of examples.</param>
    public static string Count(Extent extent, string n = "n")
    {
        if (extent.Of is { } of) return extent.Count == 1 ? of.Name : $"({of} * {extent.Count})";
        if (!extent.Batched) return ((extent.Count + extent.Divisor - 1) / extent.Divisor).ToString();
        string rows = extent.Count == 1 ? n : $"({n} * {extent.Count})";
        return extent.Divisor == 1 ? rows : $"(({rows} + {extent.Divisor - 1}) / {extent.Divisor})";
    }

    void PrintStore(Store store)
    {
        Address address = pointers.Address(store.Parameter, store.At);
        if (store.Lanes == 1)
        {
            writer.Begin().Append(address.Constant == 0 ? $"*{address}" : $"*({address})").Append(" = ");
            expressions.Print(store.Value, 1);
            writer.End(";");
        }
        else if (store.Count >= store.Lanes)
        {
            writer.Begin();
            expressions.Print(store.Value, store.Lanes);
            writer.Append(".Store(");
            address.Write(writer);
            writer.End(");");
        }
        else if (store.Value is { Op: Op.Leaf, Tag: Local { Lanes: > 1 } local })
        {
            StorePart(local.Name, store.Lanes, store.Count, address.ToString(), 0);
        }
        else
        {
            writer.Open("");
            writer.Begin().Append("var part = ");
            expressions.Print(store.Value, store.Lanes);
            writer.End(";");
            StorePart("part", store.Lanes, store.Count, address.ToString(), 0);
            writer.Close();
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
