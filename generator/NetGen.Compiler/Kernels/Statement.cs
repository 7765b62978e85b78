using NetGen.Compiler.Scalars;

namespace NetGen.Compiler.Kernels;

/// <summary>A statement of a kernel. The whole grammar is in this file.</summary>
public abstract record Statement;

/// <summary>
/// The loops whose iterations are independent, flattened to one range that the team splits. Outermost, or inside loops that every member of the team walks for its part of the
/// range; where a kernel has it more than once, with the same extents.
/// </summary>
public sealed record Parallel(Seq<LoopRange> Loops, Seq<Statement> Body) : Statement;

/// <summary>A variable and how many values it takes, from 0.</summary>
public readonly record struct LoopRange(Var Var, Extent Extent);

/// <summary>A loop of <paramref name="Extent"/> iterations.</summary>
public sealed record Loop(Var Var, Extent Extent, Seq<Statement> Body) : Statement;

/// <summary>
/// Walks <paramref name="Count"/> positions in tiles of falling size: as many of the first size as fit, then of the second, and so on (the last is small enough
/// to reach the end).
/// </summary>
public sealed record Tiles(Var Var, TileCount Count, Seq<Tile> Sizes) : Statement;

public readonly record struct Tile(int Size, Seq<Statement> Body);

/// <summary>A number of positions: <paramref name="All"/>, or how many of these are in group number <paramref name="Group"/> of groups of <paramref name="GroupSize"/>.</summary>
public sealed record TileCount(Extent All, Var? Group = null, int GroupSize = 0);

/// <summary>One body where the variable is below the bound, another where not.</summary>
public sealed record Branch(Var Var, int Below, Seq<Statement> Then, Seq<Statement> Else) : Statement;

/// <summary>A variable whose value is read from memory, rounded to a whole number: an index. It stands for itself in the addresses of its body.</summary>
public sealed record Lookup(Var Var, Load Index, Seq<Statement> Body) : Statement;

/// <summary>Declares a local.</summary>
public sealed record Let(Local Local, Expr Value) : Statement;

/// <summary>Assigns to a local.</summary>
public sealed record Set(Local Local, Expr Value) : Statement;

/// <summary>Stores the first <paramref name="Count"/> of <paramref name="Lanes"/> lanes.</summary>
public sealed record Store(int Parameter, Affine At, Expr Value, int Lanes, int Count) : Statement;

/// <summary>Brings a line into the second-level cache, where the target can; it need not be in the memory that the program has.</summary>
public sealed record Prefetch(int Parameter, Affine At) : Statement;

/// <summary>Statements whose locals nobody else sees.</summary>
public sealed record Block(string Comment, Seq<Statement> Body) : Statement;
