using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;

namespace NetGen.Compiler.Scalars;

/// <summary>
/// A scalar expression: activations, losses, optimizers and gates are written in it, it differentiates itself, and it prints
/// vectorised on any target. Immutable; equal when structurally equal (hashes are kept, so comparing is cheap).
/// </summary>
public sealed class Expr : IEquatable<Expr>
{
    static readonly object Joining = new();

    readonly int hash;
    Expr? same; // one it was found equal to

    Expr(Op op, Seq<Expr> operands, float value = 0, int index = 0, string? name = null, ScalarFunction? function = null, object? tag = null)
    {
        (Op, Operands, Value, Index, Name, Function, Tag) = (op, operands, value, index, name, function, tag);
        hash = Mix((int)op, value.GetHashCode());
        hash = Mix(hash, index);
        hash = Mix(hash, name?.GetHashCode() ?? 0);
        hash = Mix(hash, function?.GetHashCode() ?? 0);
        hash = Mix(hash, tag?.GetHashCode() ?? 0);
        foreach (Expr operand in operands) hash = Mix(hash, operand.hash);
    }

    /// <summary>Spreads each bit over all (as MurmurHash ends): in sums of products the hashes of a long formula's parts coincide, and then all of them are compared.</summary>
    static int Mix(int hash, int next)
    {
        uint mixed = unchecked(((uint)hash * 0x9E3779B1) + (uint)next);
        mixed = unchecked((mixed ^ (mixed >> 16)) * 0x85EBCA6B);
        mixed = unchecked((mixed ^ (mixed >> 13)) * 0xC2B2AE35);
        return unchecked((int)(mixed ^ (mixed >> 16)));
    }

    public Op Op { get; }
    public Seq<Expr> Operands { get; }
    public float Value { get; }
    public int Index { get; }
    public string? Name { get; }
    public ScalarFunction? Function { get; }
    public object? Tag { get; }

    // ---- Leaves ----
    public static Expr Constant(float value) => new(Op.Constant, default, value);
    public static Expr Argument(int index) => new(Op.Argument, default, index: index);
    public static Expr Coordinate(int axis) => new(Op.Coordinate, default, index: axis);
    public static Expr ElementIndex(Element element) => new(Op.ElementIndex, default, tag: element);
    public static Expr Uniform(string name) => new(Op.Uniform, default, name: name);
    public static Expr Leaf(object tag) => new(Op.Leaf, default, tag: tag);
    public static Expr Bits(int bits) => new(Op.IntConstant, default, index: bits);

    public static implicit operator Expr(float value) => Constant(value);

    // ---- Operators; the trivial cases are folded here, so that derivatives stay small ----
    public static Expr operator +(Expr a, Expr b) =>
        Both(a, b, out float x, out float y) ? x + y
        : a.Is(0) ? b : b.Is(0) ? a
        : b.Op == Op.Negate ? a - b.Operands[0]
        : new(Op.Add, [a, b]);

    public static Expr operator -(Expr a, Expr b) =>
        Both(a, b, out float x, out float y) ? x - y
        : b.Is(0) ? a : a.Is(0) ? -b
        : b.Op == Op.Negate ? a + b.Operands[0]
        : new(Op.Subtract, [a, b]);

    public static Expr operator *(Expr a, Expr b) =>
        Both(a, b, out float x, out float y) ? x * y
        : a.Is(0) || b.Is(0) ? 0f
        : a.Is(1) ? b : b.Is(1) ? a
        : a.Is(-1) ? -b : b.Is(-1) ? -a
        : a.IsGate ? Select(a.Operands[0], a.Operands[1] * b, a.Operands[2] * b)
        : b.IsGate ? Select(b.Operands[0], a * b.Operands[1], a * b.Operands[2])
        : new(Op.Multiply, [a, b]);

    public static Expr operator /(Expr a, Expr b) =>
        Both(a, b, out float x, out float y) ? x / y
        : a.Is(0) ? 0f : b.Is(1) ? a
        : new(Op.Divide, [a, b]);

    public static Expr operator -(Expr a) =>
        a.Op == Op.Constant ? -a.Value : a.Op == Op.Negate ? a.Operands[0] : new(Op.Negate, [a]);

    public static Expr Min(Expr a, Expr b) => new(Op.Minimum, [a, b]);
    public static Expr Max(Expr a, Expr b) => new(Op.Maximum, [a, b]);
    public static Expr Abs(Expr a) => new(Op.Absolute, [a]);
    public static Expr Sqrt(Expr a) => new(Op.SquareRoot, [a]);
    public static Expr MultiplyAdd(Expr a, Expr b, Expr c) => new(Op.MultiplyAdd, [a, b, c]);
    public static Expr Less(Expr a, Expr b) => new(Op.Less, [a, b]);
    public static Expr LessOrEqual(Expr a, Expr b) => new(Op.LessOrEqual, [a, b]);
    public static Expr Greater(Expr a, Expr b) => Less(b, a);
    public static Expr Equal(Expr a, Expr b) => new(Op.Equal, [a, b]);
    public static Expr Select(Expr condition, Expr then, Expr otherwise) =>
        then.Equals(otherwise) ? then : new(Op.Select, [condition, then, otherwise]);
    public static Expr Call(ScalarFunction function, Expr x) => new(Op.Call, [x], function: function);
    public static Expr FloatBits(Expr a) => new(Op.FloatBits, [a]);
    public static Expr BitsFloat(Expr a) => new(Op.BitsFloat, [a]);
    public static Expr ToFloat(Expr a) => new(Op.ToFloat, [a]);
    public static Expr IntAdd(Expr a, Expr b) => new(Op.IntAdd, [a, b]);
    public static Expr IntSubtract(Expr a, Expr b) => new(Op.IntSubtract, [a, b]);
    public static Expr IntMultiply(Expr a, Expr b) => new(Op.IntMultiply, [a, b]);
    public static Expr And(Expr a, Expr b) => new(Op.And, [a, b]);
    public static Expr Xor(Expr a, Expr b) => new(Op.Xor, [a, b]);
    public static Expr ShiftLeft(Expr a, int count) => new(Op.ShiftLeft, [a], index: count);
    public static Expr ShiftRight(Expr a, int count) => new(Op.ShiftRight, [a], index: count);
    public static Expr ShiftRightLogical(Expr a, int count) => new(Op.ShiftRightLogical, [a], index: count);

    public static Expr InterleaveLow(Expr a, Expr b, int unit) => new(Op.InterleaveLow, [a, b], index: unit);
    public static Expr InterleaveHigh(Expr a, Expr b, int unit) => new(Op.InterleaveHigh, [a, b], index: unit);

    /// <summary>The same operation on other operands, simplified again where the operators simplify.</summary>
    public Expr With(Seq<Expr> operands) => operands == Operands ? this : Op switch
    {
        Op.Add => operands[0] + operands[1],
        Op.Subtract => operands[0] - operands[1],
        Op.Multiply => operands[0] * operands[1],
        Op.Divide => operands[0] / operands[1],
        Op.Negate => -operands[0],
        Op.Select => Select(operands[0], operands[1], operands[2]),
        _ => new Expr(Op, operands, Value, Index, Name, Function, Tag),
    };

    /// <summary>Rebuilds the expression; where <paramref name="replace"/> gives something, that stands for the node, else its operands are rebuilt.</summary>
    public Expr Rewrite(Func<Expr, Expr?> replace) => Rewrite((e, _) => replace(e));

    /// <summary>The same, where a replacement is made of rebuilt expressions itself: the second argument of <paramref name="replace"/> rebuilds one. Each node is rebuilt
    /// once.</summary>
    public Expr Rewrite(Func<Expr, Func<Expr, Expr>, Expr?> replace)
    {
        var done = new Dictionary<Expr, Expr>();
        return Rebuild(this);

        Expr Rebuild(Expr e)
        {
            if (done.TryGetValue(e, out Expr? known)) return known;
            return done[e] = replace(e, Rebuild) ?? (e.Operands.Count == 0 ? e : e.With(e.Operands.Select(Rebuild).ToSeq()));
        }
    }

    /// <summary>Every distinct node, operands before the nodes that use them.</summary>
    public static List<Expr> Nodes(IEnumerable<Expr> roots)
    {
        var seen = new HashSet<Expr>();
        var order = new List<Expr>();
        foreach (Expr root in roots) Visit(root);
        return order;

        void Visit(Expr node)
        {
            if (!seen.Add(node)) return;
            foreach (Expr operand in node.Operands) Visit(operand);
            order.Add(node);
        }
    }

    /// <summary>Replaces every function by its expansion, down to what targets print.</summary>
    public Expr Expand() => Rewrite((e, expand) => e.Op == Op.Call ? expand(e.Function!.Expand(expand(e.Operands[0]))) : null);

    /// <summary>The derivative with respect to argument number <paramref name="argument"/>.</summary>
    public Expr Derivative(int argument) => Derivative(argument, []);

    Expr Derivative(int argument, Dictionary<Expr, Expr> done)
    {
        if (done.TryGetValue(this, out Expr? known)) return known;
        Expr A() => Operands[0];
        Expr B() => Operands[1];
        Expr D(int i) => Operands[i].Derivative(argument, done);
        Expr result = Op switch
        {
            Op.Constant or Op.Coordinate or Op.Uniform or Op.Leaf or Op.ToFloat => 0f,
            Op.Argument => Index == argument ? 1f : 0f,
            Op.Add => D(0) + D(1),
            Op.Subtract => D(0) - D(1),
            Op.Multiply => (D(0) * B()) + (A() * D(1)),
            Op.Divide => (D(0) / B()) - (this / B() * D(1)),
            Op.Negate => -D(0),
            Op.Minimum => Select(Less(A(), B()), D(0), D(1)),
            Op.Maximum => Select(Less(B(), A()), D(0), D(1)),
            Op.Absolute => Select(Less(A(), 0f), -D(0), D(0)),
            Op.SquareRoot => D(0) * (0.5f / this),
            Op.MultiplyAdd => (D(0) * B()) + (A() * D(1)) + D(2),
            Op.Select => Select(A(), D(1), D(2)),
            Op.Call => D(0) is var inner && inner.Is(0) ? 0f : Function!.Derivative(A(), this) * inner,
            _ => throw new InvalidOperationException($"{Op} has no derivative"),
        };
        done[this] = result;
        return result;
    }

    public bool Is(float value) => Op == Op.Constant && Value == value;

    /// <summary>Something or nothing, such as the derivative of a rectifier: what is multiplied by it is selected instead.</summary>
    bool IsGate => Op == Op.Select && (Operands[1].Is(0) || Operands[2].Is(0)) && IsGateOrConstant(Operands[1]) && IsGateOrConstant(Operands[2]);

    static bool IsGateOrConstant(Expr e) => e.Op == Op.Constant || e.IsGate;

    static bool Both(Expr a, Expr b, out float x, out float y)
    {
        (x, y) = (a.Value, b.Value);
        return a.Op == Op.Constant && b.Op == Op.Constant;
    }

    public bool Equals(Expr? other)
    {
        if (other is null || hash != other.hash) return false;
        // What was compared once is not compared again: operands are shared, and walking them all each time would take exponential time.
        Expr a = Representative(this), b = Representative(other);
        if (ReferenceEquals(a, b)) return true;
        if (Op != other.Op || !Value.Equals(other.Value) || Index != other.Index || Name != other.Name
            || !Equals(Function, other.Function) || !Equals(Tag, other.Tag) || !Operands.Equals(other.Operands)) return false;
        // Threads compare expressions that a cache keeps; two that join the same two the other way round would make a circle.
        lock (Joining)
        {
            (a, b) = (Representative(a), Representative(b));
            if (!ReferenceEquals(a, b)) a.same = b;
        }
        return true;
    }

    static Expr Representative(Expr e)
    {
        while (e.same is { } next)
        {
            // Halves the way for the next time: passes make equal expressions again and again, and each would lengthen it.
            if (next.same is { } further) e.same = further;
            e = next;
        }
        return e;
    }

    public override bool Equals(object? obj) => Equals(obj as Expr);

    public override int GetHashCode() => hash;

    /// <summary>The formula; of a long one the beginning.</summary>
    public override string ToString()
    {
        const int most = 200;
        var text = new StringBuilder();
        Append(text, most);
        return text.Length <= most ? text.ToString() : text.ToString(0, most) + " …";
    }

    void Append(StringBuilder text, int most)
    {
        if (text.Length > most) return;
        string? infix = Op switch
        {
            Op.Add => " + ", Op.Subtract => " - ", Op.Multiply => " * ", Op.Divide => " / ", Op.Less => " < ", Op.LessOrEqual => " <= ", Op.Equal => " == ", _ => null,
        };
        switch (Op)
        {
            case Op.Constant: text.Append(Value.ToString("G9", CultureInfo.InvariantCulture)); break;
            case Op.IntConstant: text.Append("0x" + Index.ToString("x8", CultureInfo.InvariantCulture)); break;
            case Op.Argument: text.Append('$').Append(Index); break;
            case Op.Coordinate: text.Append("axis").Append(Index); break;
            case Op.Uniform: text.Append(Name); break;
            case Op.ElementIndex: text.Append("element"); break;
            case Op.Leaf: text.Append(Tag); break;
            case Op.Negate: List("-", "", ""); break;
            case Op.Call: List(Function!.Name + "(", "", ")"); break;
            case Op.Select:
                List("(", " ? ", "", 0, 2);
                List(" : ", "", ")", 2, 3);
                break;
            case var _ when infix is not null: List("(", infix, ")"); break;
            default: List(Op.ToString().ToLowerInvariant() + "(", ", ", (Op is Op.ShiftLeft or Op.ShiftRight or Op.ShiftRightLogical ? ", " + Index : "") + ")"); break;
        }

        void List(string before, string between, string after, int from = 0, int to = int.MaxValue)
        {
            text.Append(before);
            for (int i = from; i < Operands.Count && i < to; i++)
            {
                if (i > from) text.Append(between);
                Operands[i].Append(text, most);
            }
            text.Append(after);
        }
    }
}
