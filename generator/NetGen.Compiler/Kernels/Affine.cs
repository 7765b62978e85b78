using System;
using System.Linq;

namespace NetGen.Compiler.Kernels;

/// <summary>A loop variable. Identity matters; the name is what the generated code calls it.</summary>
public sealed class Var(string name)
{
    readonly int hash = name.GetHashCode(); // the object's own is slow to make

    public string Name { get; } = name;

    public override int GetHashCode() => hash;

    public override string ToString() => Name;
}

/// <summary>One term of an address.</summary>
public readonly record struct Term(Var Var, int Factor);

/// <summary>An address or position: a constant and a constant multiple of each of some loop variables.</summary>
public readonly record struct Affine(int Constant, Seq<Term> Terms)
{
    public static implicit operator Affine(int constant) => new(constant, []);

    public static implicit operator Affine(Var var) => new(0, [new Term(var, 1)]);

    public static Affine operator +(Affine a, Affine b)
    {
        if (b.Terms.Count == 0) return a with { Constant = a.Constant + b.Constant };
        if (a.Terms.Count == 0) return b with { Constant = a.Constant + b.Constant };
        // Schedules add and multiply for each number of a tile.
        var terms = new Term[a.Terms.Count + b.Terms.Count];
        int count = 0;
        foreach (Term term in a.Terms)
            if (term.Factor + b.Factor(term.Var) is not 0 and var factor) terms[count++] = term with { Factor = factor };
        foreach (Term term in b.Terms)
            if (a.Factor(term.Var) == 0) terms[count++] = term;
        Array.Resize(ref terms, count);
        return new Affine(a.Constant + b.Constant, new Seq<Term>(terms));
    }

    public static Affine operator *(Affine a, int factor)
    {
        if (factor == 0) return 0;
        if (factor == 1 || a.Terms.Count == 0) return a with { Constant = a.Constant * factor };
        var terms = new Term[a.Terms.Count];
        for (int i = 0; i < terms.Length; i++) terms[i] = a.Terms[i] with { Factor = a.Terms[i].Factor * factor };
        return new Affine(a.Constant * factor, new Seq<Term>(terms));
    }

    /// <summary>How much it grows with the variable.</summary>
    public int Factor(Var var)
    {
        foreach (Term term in Terms)
            if (term.Var == var) return term.Factor;
        return 0;
    }

    /// <summary>The variable replaced by a number.</summary>
    public Affine With(Var var, int value) => Factor(var) is var factor && factor == 0
        ? this
        : new Affine(Constant + (factor * value), Terms.Where(t => t.Var != var).ToSeq());
}

/// <summary>A number of iterations: ⌈count · (N, the examples of the run, if batched) / divisor⌉, or <paramref name="Count"/> times the value of an outer variable.</summary>
public readonly record struct Extent(int Count, bool Batched = false, int Divisor = 1, Var? Of = null)
{
    public static implicit operator Extent(int count) => new(count);

    /// <summary>One for each example.</summary>
    public static Extent Examples => new(1, Batched: true);

    /// <summary>Whether it is known before the run.</summary>
    public bool IsConstant => !Batched && Of is null;

    public bool IsOne => IsConstant && Count == 1;

    /// <summary>The variable replaced by a number.</summary>
    public Extent With(Var var, int value) => Of == var ? new Extent(Count * value) : this;
}
