using NetGen.Compiler.Primitives;

namespace NetGen.Compiler.Kernels;

/// <summary>A variable of a kernel that holds a float or a vector of them. Identity matters.</summary>
public sealed class Local(string name, int lanes)
{
    readonly int hash = name.GetHashCode(); // the object's own is slow to make

    public string Name { get; } = name;
    public int Lanes { get; } = lanes;

    public override int GetHashCode() => hash;

    public override string ToString() => Name;
}

/// <summary>
/// Leaf of an expression: floats from a kernel parameter. <paramref name="Lanes"/> is 1 for one float, spread over the lanes where a vector is
/// wanted, else a vector of which at least <paramref name="Count"/> lanes are needed; memory behind those is read only if there are <paramref name="Lanes"/>.
/// With <paramref name="Apart"/> each four lanes stand so many floats behind the four before.
/// </summary>
public sealed record Load(int Parameter, Affine At, int Lanes, int Count, int Apart = 4);

/// <summary>Leaf: sum or maximum over the lanes of a local.</summary>
public sealed record Across(ReduceKind Kind, Local Vector);

/// <summary>Leaf: a position as a float. With <paramref name="Step"/> other than 0, lane i stands Step·i further.</summary>
public sealed record Position(Affine At, int Step)
{
    /// <summary>Number of the batch among the axes of a domain; those of the shape count from 0.</summary>
    public const int BatchAxis = -1;
}

/// <summary>Leaf: a number as an int. Lane i has <paramref name="Step"/>·i more.</summary>
public sealed record IntPosition(Affine At, int Step);
