using System.Linq;
using NetGen.Compiler.Graphs;
using NetGen.Compiler.Schedules;
using NetGen.Compiler.Plans;
using NetGen.Compiler.Layouts;
using NetGen.Compiler.Scalars;

namespace NetGen.Compiler.Primitives;

/// <summary>
/// Gradient of <see cref="Window"/>: every element of the image gathers from the windows over it; for a maximum, from those whose
/// recorded position (second input) it is.
/// </summary>
public sealed record WindowGradient(WindowKind Kind, Geometry Geometry, Shape Image) : Primitive, IHasEpilogue
{
    public Seq<Expr>? Epilogue { get; init; }

    public Primitive WithEpilogue(Seq<Expr> epilogue) => this with { Epilogue = epilogue };

    public override Seq<TensorType> Infer(Seq<TensorType> inputs) => Repeat(TensorType.Float(Image, inputs[0].Times));

    public override Halo? InputHalo(int input, Seq<TensorType> inputs)
    {
        if (input >= (Kind == WindowKind.Max ? 2 : 1)) return null;
        (int top, int bottom) = Overhang(Image[1], Geometry.Kernel.Height, Geometry.Stride.Height, Geometry.Dilation.Height, Geometry.Padding.Top, inputs[0].Shape[1]);
        (int left, int right) = Overhang(Image[2], Geometry.Kernel.Width, Geometry.Stride.Width, Geometry.Dilation.Width, Geometry.Padding.Left, inputs[0].Shape[2]);
        return new Halo(new Padding(top, left, bottom, right), 0);
    }

    /// <summary>Whether every element of the image is under one window.</summary>
    internal bool IsPartition => Geometry.Kernel == Geometry.Stride && Geometry.Dilation == Size.One && Geometry.Padding == Padding.None
        && Image[1] % Geometry.Kernel.Height == 0 && Image[2] % Geometry.Kernel.Width == 0;

    static (int, int) Overhang(int size, int kernel, int stride, int dilation, int padding, int windows)
    {
        var phases = Phase.All(size, kernel, stride, dilation, padding).Select(p => p.Overhang(windows)).ToArray();
        return (phases.Max(p => p.Before), phases.Max(p => p.Behind));
    }

    public override void Lower(Lowering lowering, Node node) => Pooling.Backward(lowering, node, this);

    Seq<TensorType> Repeat(TensorType type) => Enumerable.Repeat(type, Epilogue?.Count ?? 1).ToSeq();
}
