using System;
using System.Globalization;
using System.Linq;
using NetGen.Compiler.Kernels;
using NetGen.Compiler.Primitives;
using NetGen.Compiler.Scalars;
using NetGen.Compiler.Targets;

namespace NetGen.Compiler.Emission;

/// <summary>Writes scalar expressions as C# on vectors of a width, with the target's patterns.</summary>
sealed class ExpressionPrinter(CodeWriter writer, Target target, VectorNames vectors, PointerTable pointers)
{
    public void Print(Expr e, int lanes)
    {
        switch (e.Op)
        {
            case Op.Constant when lanes > 1 && e.Value.Equals(0f): writer.Append(vectors[lanes]).Append("<float>.Zero"); break;
            case Op.Constant: Spread(Float(e.Value), lanes); break;
            case Op.IntConstant:
                string bits = "0x" + e.Index.ToString("x8", CultureInfo.InvariantCulture);
                Spread(e.Index < 0 ? $"unchecked((int){bits})" : bits, lanes);
                break;
            case Op.Uniform: Spread(e.Name!, lanes); break;
            case Op.Leaf: Leaf(e.Tag!, lanes); break;
            default: Operation(target.Pattern(e.Op, lanes, e.Index), e, lanes); break;
        }
    }

    void Operation(string pattern, Expr e, int lanes)
    {
        int from = 0;
        for (int at = pattern.IndexOf('$'); at >= 0; at = pattern.IndexOf('$', from))
        {
            writer.Append(pattern, from, at - from);
            switch (pattern[at + 1])
            {
                case 'v': writer.Append(vectors[lanes]); break;
                case 'i': writer.Append(e.Index); break;
                case char operand: Print(e.Operands[operand - '0'], lanes); break;
            }
            from = at + 2;
        }
        writer.Append(pattern, from, pattern.Length - from);
    }

    void Leaf(object tag, int lanes)
    {
        switch (tag)
        {
            case Local { Lanes: 1 } local: Spread(local.Name, lanes); break;
            case Local local: writer.Append(local.Name); break;
            case Load { Lanes: 1 } load:
                if (lanes > 1) writer.Append(vectors[lanes]).Append(".Create(");
                Element(load);
                if (lanes > 1) writer.Append(')');
                break;
            case Load { Lanes: > 4, Apart: not 4 } load: LoadFours(load, load.Lanes, load.At); break;
            case Load load when load.Count >= load.Lanes: LoadAll(load.Lanes, pointers.Address(load.Parameter, load.At)); break;
            case Load load: writer.Append(LoadSome(load.Lanes, load.Count, pointers.Address(load.Parameter, load.At).ToString())); break;
            case Across { Kind: ReduceKind.Sum } across: writer.Append(vectors[across.Vector.Lanes]).Append(".Sum(").Append(across.Vector.Name).Append(')'); break;
            case Across across: writer.Append(Maximum(across.Vector.Name, across.Vector.Lanes)); break;
            case Position p when lanes == 1 || p.Step == 0: Spread($"(float)({PositionText(p.At)})", lanes); break;
            case Position p: writer.Append($"({vectors[lanes]}.Create((float)({PositionText(p.At)})) + ({vectors[lanes]}<float>.Indices * {Float(p.Step)}))"); break;
            case IntPosition p: writer.Append(Number(p, lanes)); break;
            default: throw new InvalidOperationException($"no text for {tag}");
        }
    }

    void Spread(string scalar, int lanes)
    {
        if (lanes == 1) writer.Append(scalar);
        else writer.Append(vectors[lanes]).Append(".Create(").Append(scalar).Append(')');
    }

    /// <summary>Wraps where there are more than 2^32 elements, even where users compile with overflow checks.</summary>
    string Number(IntPosition p, int lanes)
    {
        string first = $"unchecked((int)({PositionText(p.At)}))", v = vectors[lanes];
        if (lanes == 1) return first;
        return p.Step switch
        {
            0 => $"{v}.Create({first})",
            1 => $"({v}.Create({first}) + {v}<int>.Indices)",
            _ => $"({v}.Create({first}) + ({v}<int>.Indices * {p.Step}))",
        };
    }

    /// <summary>p[3] for one element: shorter to read than *(p + 3).</summary>
    void Element(Load load)
    {
        Address address = pointers.Address(load.Parameter, load.At);
        writer.Append(pointers.IsInt(load.Parameter) ? "(float)" : "").Append(address.Pointer).Append('[').Append(address.Constant).Append(']');
    }

    void LoadAll(int lanes, Address address)
    {
        writer.Append(vectors[lanes]).Append(".Load(");
        address.Write(writer);
        writer.Append(')');
    }

    /// <summary>Reads exactly what is needed where fewer lanes than the vector has are there to be read.</summary>
    string LoadSome(int lanes, int count, string pointer)
    {
        if (count >= lanes) return $"{vectors[lanes]}.Load({pointer})";
        if (lanes == 4)
        {
            string low = $"{vectors[2]}.Load({pointer})";
            return count switch
            {
                1 => $"{vectors[4]}.CreateScalar(*({pointer}))",
                2 => $"{vectors[4]}.Create({low}, {vectors[2]}<float>.Zero)",
                _ => $"{vectors[4]}.Create({low}, {vectors[2]}.CreateScalar(*({pointer} + 2)))",
            };
        }
        int half = lanes / 2;
        return count <= half
            ? $"{vectors[lanes]}.Create({LoadSome(half, count, pointer)}, {vectors[half]}<float>.Zero)"
            : $"{vectors[lanes]}.Create({LoadSome(half, half, pointer)}, {LoadSome(half, count - half, $"{pointer} + {half}")})";
    }

    /// <summary>Each four lanes from a place of their own.</summary>
    void LoadFours(Load load, int lanes, Affine at)
    {
        if (lanes == 4)
        {
            LoadAll(4, pointers.Address(load.Parameter, at));
            return;
        }
        // What Create is made of, which RyuJIT inlines no more where a method has many locals already.
        LoadFours(load, lanes / 2, at);
        writer.Append($".ToVector{lanes * 32}Unsafe().WithUpper(");
        LoadFours(load, lanes / 2, at + (lanes / 8 * load.Apart));
        writer.Append(')');
    }

    /// <summary>Halves the vector until four lanes are left.</summary>
    string Maximum(string vector, int lanes)
    {
        string v = vector;
        for (int n = lanes; n > 4; n /= 2) v = $"{vectors[n / 2]}.MaxNative({v}.GetLower(), {v}.GetUpper())";
        return $"global::System.MathF.Max(global::System.MathF.Max({v}[0], {v}[1]), global::System.MathF.Max({v}[2], {v}[3]))";
    }

    static string PositionText(Affine at) =>
        at.Terms.Count == 0 ? at.Constant.ToString(CultureInfo.InvariantCulture)
        : string.Join(" + ", at.Terms.Select(t => PointerTable.TermText(t, big: false))) + (at.Constant == 0 ? "" : $" + {at.Constant}");

    public static string Float(float value) =>
        float.IsNaN(value) ? "float.NaN"
        : float.IsPositiveInfinity(value) ? "float.PositiveInfinity"
        : float.IsNegativeInfinity(value) ? "float.NegativeInfinity"
        : value.ToString("G9", CultureInfo.InvariantCulture) + "f";
}
