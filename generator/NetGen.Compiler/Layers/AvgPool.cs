using NetGen.Compiler.Binding;
using NetGen.Compiler.Graphs;
using NetGen.Compiler.Primitives;
using NetGen.Compiler.Scalars;

namespace NetGen.Compiler.Layers;

/// <summary>The mean of each window.</summary>
public sealed class AvgPool : Pooling
{
    public override Signature Signature { get; } = new("avgpool", "The mean of each window of a channel.", "y[c, i, j] = 1/n · Σ x[c, i·stride + u - top, j·stride + v - left]",
        [.. WindowArguments, Argument.Bool("count_pad", true, "whether n counts the padding's zeros; with no, only elements of the image")])
    {
        ClassName = "AvgPool",
        IsTransparent = true,
        Source = "torch.nn.AvgPool2d",
    };

    public override void Build(LayerBuild layer)
    {
        Shape image = layer.Input.Shape;
        Geometry geometry = Geometry(layer.Arguments, image);
        Value sum = layer.Graph.Window(WindowKind.Sum, layer.Input, geometry);
        Expr count = Count(geometry, image, sum.Shape, layer.Bool("count_pad") ? Padding(layer.Arguments, image) : default);
        layer.Result(layer.Graph.Map(x => count.Op == Op.Constant ? x * (1f / count.Value) : x / count, sum));
    }

    /// <summary>Elements of the image, and of the padding that counts, under the window at the result's position.</summary>
    static Expr Count(Geometry geometry, Shape image, Shape result, Padding counted) =>
        Inside(1, geometry.Kernel.Height, geometry.Stride.Height, geometry.Padding.Top, -counted.Top, image[1] + counted.Bottom, result[1])
        * Inside(2, geometry.Kernel.Width, geometry.Stride.Width, geometry.Padding.Left, -counted.Left, image[2] + counted.Right, result[2]);

    static Expr Inside(int axis, int window, int stride, int before, int from, int to, int results)
    {
        Expr start = Expr.Coordinate(axis) * (float)stride - (float)before;
        Expr end = start + (float)window;
        bool early = -before < from, late = ((results - 1) * stride) - before + window > to;
        return (early, late) switch
        {
            (false, false) => window,
            (false, true) => Expr.Min(end, to) - start,
            (true, false) => end - Expr.Max(start, from),
            (true, true) => Expr.Min(end, to) - Expr.Max(start, from),
        };
    }
}
