using System.Linq;
using NetGen.Compiler.Primitives;

namespace NetGen.Compiler.Binding;

/// <summary>The arguments of one use, checked against the signature and complete: one value for each of the signature's arguments, in its order, defaults filled in.</summary>
public sealed record Arguments(Seq<string> Names, Seq<object> Values)
{
    public static Arguments None { get; } = new([], []);

    public int Int(string name) => (int)this[name];

    public float Float(string name) => (float)(double)this[name];

    public bool Bool(string name) => (bool)this[name];

    public Size Size(string name) => (Size)this[name];

    public string Word(string name) => (string)this[name];

    /// <summary>The value: an int, double, bool, <see cref="Primitives.Size"/>, <see cref="PaddingArgument"/>, string or <see cref="Shape"/>, by the argument's kind.</summary>
    public object this[string name] => Values[Names.ToList().IndexOf(name)];
}

/// <summary>Padding as written: numbers for each side, or <c>same</c>, which needs the geometry to become numbers.</summary>
public sealed record PaddingArgument(bool Same, Padding Sides);
