using System;
using System.Collections.Generic;
using System.Linq;
using NetGen.Compiler.Kernels;

namespace NetGen.Compiler.Emission;

/// <summary>
/// The pointers of a kernel. Addresses become pointers that move with their loops, one for each way a loop moves one, so that an inner loop has a pointer plus constants and
/// nothing else: that is what the JIT keeps in registers.
/// </summary>
/// <param name="parameters">C# of each pointer the kernel takes.</param>
sealed class PointerTable(CodeWriter writer, Seq<KernelParameter> declared, IReadOnlyList<string> parameters)
{
    readonly List<Var> scope = [];
    readonly AccessTable accesses = new();
    readonly Dictionary<Access, string> pointers = [];
    readonly Dictionary<Access, string> resolved = [];
    readonly HashSet<string> names = [.. parameters];

    public bool IsInt(int parameter) => declared[parameter].IsInt;

    /// <summary>Opens the scope of a loop variable and declares the pointers that move with it.</summary>
    public List<(string Pointer, int Factor)> Enter(Var var, Statement loop)
    {
        scope.Add(var);
        var moved = new List<(string Pointer, int Factor)>();
        foreach (Access access in accesses.Of(loop))
        {
            int factor = Factor(access, var);
            if (factor == 0) continue;
            Access key = Prefix(access, scope.Count, 0);
            if (pointers.TryGetValue(key, out string? known) && moved.Any(m => m.Pointer == known)) continue;
            string pointer = Declare(access.Parameter, Pointer(Prefix(access, scope.Count - 1, 0)));
            pointers[key] = pointer;
            moved.Add((pointer, factor));
        }
        resolved.Clear();
        return moved;
    }

    /// <summary>Opens the scope of the tasks' variables and declares the pointers of a task.</summary>
    public void Enter(Parallel parallel)
    {
        int depth = scope.Count;
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
    }

    /// <summary>Opens the scope of a variable that was read, and declares the pointers to where it leads.</summary>
    public void Enter(Lookup lookup)
    {
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
    }

    /// <summary>Closes the scope of the last <paramref name="variables"/>.</summary>
    public void Leave(int variables = 1) => scope.RemoveRange(scope.Count - variables, variables);

    public Address Address(int parameter, Affine at)
    {
        var access = new Access(parameter, at.Terms);
        if (!resolved.TryGetValue(access, out string? pointer))
        {
            Access prefix = Prefix(access, scope.Count, 0);
            if (prefix.Terms.Count != at.Terms.Count) throw new InvalidOperationException($"address of {declared[parameter].Name} uses a variable that is not in scope");
            resolved[access] = pointer = Pointer(prefix);
        }
        return new Address(pointer, at.Constant);
    }

    public static string TermText(Term term, bool big) =>
        term.Factor == 1 ? term.Var.Name : $"({(big ? "(long)" : "")}{term.Var} * {(term.Factor < 0 ? $"({term.Factor})" : term.Factor.ToString())})";

    string Declare(int parameter, string value)
    {
        string name = declared[parameter].Name;
        for (int i = 1; !names.Add(name); i++) name = declared[parameter].Name + i;
        writer.Line($"{(declared[parameter].IsInt ? "int" : "float")}* {name} = {value};");
        return name;
    }

    /// <summary>The part of an access that depends on the variables in scope from position <paramref name="from"/> up to <paramref name="depth"/>, in their order.</summary>
    Access Prefix(Access access, int depth, int from)
    {
        if (access.Terms.Count == 0) return access;
        var terms = new List<Term>(access.Terms.Count);
        for (int i = from; i < depth; i++)
            if (Factor(access, scope[i]) is not 0 and var factor) terms.Add(new Term(scope[i], factor));
        return access with { Terms = terms.ToSeq() };
    }

    static int Factor(Access access, Var var)
    {
        foreach (Term term in access.Terms)
            if (term.Var == var) return term.Factor;
        return 0;
    }

    string Pointer(Access prefix) => prefix.Terms.Count == 0 ? parameters[prefix.Parameter] : pointers[prefix];
}

/// <summary>A pointer and how far behind it.</summary>
readonly record struct Address(string Pointer, int Constant)
{
    public void Write(CodeWriter w)
    {
        w.Append(Pointer);
        if (Constant != 0) w.Append(" + ").Append(Constant);
    }

    public override string ToString() => Constant == 0 ? Pointer : $"{Pointer} + {Constant}";
}
