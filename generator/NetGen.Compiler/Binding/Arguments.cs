using System.Linq;
using NetGen.Compiler.Primitives;

namespace NetGen.Compiler.Binding;

/// <summary>The arguments of one use, checked against the signature and complete: one value for each of the signature's arguments, in its order, defaults filled in.</summary>
public sealed record Arguments(Seq<string> Names, Seq<object> Values)
{
    public static Arguments None { get; } = new([], []);

    public int Int(string name) => (int)this[name];

    public float Float(string name) => (float)(double)this[name];

    public double Double(string name) => (double)this[name];

    public bool Bool(string name) => (bool)this[name];

    public Size Size(string name) => (Size)this[name];

    public PaddingArgument Padding(string name) => (PaddingArgument)this[name];

    public Shape Shape(string name) => (Shape)this[name];

    public string Word(string name) => (string)this[name];

    /// <summary>The value: an int, double, bool, <see cref="Primitives.Size"/>, <see cref="PaddingArgument"/>, string or <see cref="Shape"/>, by the argument's kind.</summary>
    public object this[string name] => Values[Names.ToList().IndexOf(name)];
}

/// <summary>Padding as written: numbers for each side, or <c>same</c>, which needs the geometry to become numbers.</summary>
public sealed record PaddingArgument(bool Same, Padding Sides)
{
    /// <summary>
    /// The numbers for an image of height × width. <c>same</c> makes ⌈size/stride⌉ results on each axis; an odd row or column is added at the bottom or
    /// right, as TensorFlow and ONNX's SAME_UPPER do.
    /// </summary>
    public Padding For(int height, int width, Size kernel, Size stride, Size dilation)
    {
        if (!Same) return Sides;
        int rows = Total(height, kernel.Height, stride.Height, dilation.Height), columns = Total(width, kernel.Width, stride.Width, dilation.Width);
        return new Padding(rows / 2, columns / 2, rows - (rows / 2), columns - (columns / 2));
    }

    static int Total(int size, int kernel, int stride, int dilation)
    {
        long results = (size + (long)stride - 1) / stride;
        long total = ((results - 1) * stride) + (((long)kernel - 1) * dilation) + 1 - size;
        return (int)System.Math.Min(System.Math.Max(total, 0), int.MaxValue / 4);
    }
}
