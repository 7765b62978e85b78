using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using NetGen.Compiler.Kernels;
using NetGen.Compiler.Primitives;
using NetGen.Compiler.Scalars;
using NetGen.Compiler.Targets;

namespace NetGen.Compiler.Emission;

/// <summary>Prints scalar expressions as C# on vectors of a width, with the target's table; <paramref name="address"/> prints a pointer.</summary>
sealed class ExpressionPrinter(Target target, Func<int, Affine, string> address, Func<Affine, string> position, Func<int, bool> isInt)
{
    public string Print(Expr e, int lanes)
    {
        switch (e.Op)
        {
            case Op.Constant: return Spread(Float(e.Value), lanes, e.Value.Equals(0f));
            case Op.IntConstant:
                string bits = "0x" + e.Index.ToString("x8", CultureInfo.InvariantCulture);
                if (e.Index < 0) bits = $"unchecked((int){bits})";
                return lanes == 1 ? bits : $"{Target.Vector(lanes)}.Create({bits})";
            case Op.Uniform: return Spread(e.Name!, lanes, false);
            case Op.Leaf: return Leaf(e.Tag!, lanes);
            default: return target.Print(e.Op, lanes, e.Operands.Select(o => Print(o, lanes)).ToArray(), e.Index);
        }
    }

    string Leaf(object tag, int lanes) => tag switch
    {
        Local local => local.Lanes == 1 ? Spread(local.Name, lanes, false) : local.Name,
        Load load when load.Lanes == 1 => Spread((isInt(load.Parameter) ? "(float)" : "") + Element(load), lanes, false),
        Load load when load.Lanes > 4 && load.Apart != 4 => LoadFours(load, load.Lanes, load.At),
        Load load => LoadLanes(load.Lanes, load.Count, address(load.Parameter, load.At)),
        Across across => across.Kind == ReduceKind.Sum
            ? $"{Target.Vector(across.Vector.Lanes)}.Sum({across.Vector.Name})"
            : Maximum(across.Vector.Name, across.Vector.Lanes),
        Position p when lanes == 1 || p.Step == 0 => Spread($"(float)({position(p.At)})", lanes, false),
        Position p => $"({Spread($"(float)({position(p.At)})", lanes, false)} + ({Target.Vector(lanes)}<float>.Indices * {Float(p.Step)}))",
        IntPosition p => Number(p, lanes),
        _ => throw new InvalidOperationException($"no text for {tag}"),
    };

    /// <summary>Wraps where there are more than 2^32 elements, even where users compile with overflow checks.</summary>
    string Number(IntPosition p, int lanes)
    {
        string first = $"unchecked((int)({position(p.At)}))", v = Target.Vector(lanes);
        if (lanes == 1) return first;
        return p.Step switch
        {
            0 => $"{v}.Create({first})",
            1 => $"({v}.Create({first}) + {v}<int>.Indices)",
            _ => $"({v}.Create({first}) + ({v}<int>.Indices * {p.Step}))",
        };
    }

    /// <summary>p[3] for one element: shorter to read than *(p + 3).</summary>
    string Element(Load load)
    {
        string pointer = address(load.Parameter, load.At);
        int plus = pointer.IndexOf(" + ", StringComparison.Ordinal);
        return plus < 0 ? $"{pointer}[0]" : $"{pointer.Substring(0, plus)}[{pointer.Substring(plus + 3)}]";
    }

    static string Spread(string scalar, int lanes, bool isZero) =>
        lanes == 1 ? scalar : isZero ? $"{Target.Vector(lanes)}<float>.Zero" : $"{Target.Vector(lanes)}.Create({scalar})";

    /// <summary>Reads exactly what is needed where fewer lanes than the vector has are there to be read.</summary>
    static string LoadLanes(int lanes, int count, string pointer)
    {
        if (count >= lanes) return $"{Target.Vector(lanes)}.Load({pointer})";
        if (lanes == 4)
        {
            string low = $"{Target.Vector(2)}.Load({pointer})";
            return count switch
            {
                1 => $"{Target.Vector(4)}.CreateScalar(*({pointer}))",
                2 => $"{Target.Vector(4)}.Create({low}, {Target.Vector(2)}<float>.Zero)",
                _ => $"{Target.Vector(4)}.Create({low}, {Target.Vector(2)}.CreateScalar(*({pointer} + 2)))",
            };
        }
        int half = lanes / 2;
        return count <= half
            ? $"{Target.Vector(lanes)}.Create({LoadLanes(half, count, pointer)}, {Target.Vector(half)}<float>.Zero)"
            : $"{Target.Vector(lanes)}.Create({LoadLanes(half, half, pointer)}, {LoadLanes(half, count - half, $"{pointer} + {half}")})";
    }

    /// <summary>Each four lanes from a place of their own.</summary>
    string LoadFours(Load load, int lanes, Affine at) => lanes == 4
        ? $"{Target.Vector(4)}.Load({address(load.Parameter, at)})"
        : $"{Target.Vector(lanes)}.Create({LoadFours(load, lanes / 2, at)}, {LoadFours(load, lanes / 2, at + (lanes / 8 * load.Apart))})";

    /// <summary>Halves the vector until one lane is left.</summary>
    static string Maximum(string vector, int lanes)
    {
        string v = vector;
        for (int n = lanes; n > 4; n /= 2) v = $"{Target.Vector(n / 2)}.MaxNative({v}.GetLower(), {v}.GetUpper())";
        return v.Length > 400 ? throw new InvalidOperationException() : $"global::System.MathF.Max(global::System.MathF.Max({v}[0], {v}[1]), global::System.MathF.Max({v}[2], {v}[3]))";
    }

    public static string Float(float value) =>
        float.IsNaN(value) ? "float.NaN"
        : float.IsPositiveInfinity(value) ? "float.PositiveInfinity"
        : float.IsNegativeInfinity(value) ? "float.NegativeInfinity"
        : value.ToString("G9", CultureInfo.InvariantCulture) + "f";
}
