using System.Linq;
using NetGen.Compiler.Graphs;
using NetGen.Compiler.Scalars;
using NetGen.Compiler.Schedules;
using NetGen.Compiler.Plans;
using NetGen.Compiler.Layouts;

namespace NetGen.Compiler.Primitives;

public enum WindowKind
{
    Sum, // outside the image: 0
    Max, // outside the image: nothing
}

/// <summary>
/// Sum or maximum over a window that moves over each channel of an image [C, H, W]. A maximum has a second output: which position of the window
/// (row-major) held it first, as PyTorch chooses; what nobody reads is not computed.
/// </summary>
public sealed record Window(WindowKind Kind, Geometry Geometry) : Primitive, IHasEpilogue
{
    /// <summary>Where there is one, the position of the maximum is not asked for: it would be a second output.</summary>
    public Seq<Expr>? Epilogue { get; init; }

    public Primitive WithEpilogue(Seq<Expr> epilogue) => this with { Epilogue = epilogue };

    public override Seq<TensorType> Infer(Seq<TensorType> inputs)
    {
        TensorType x = inputs[0];
        Size size = Geometry.Output(x.Shape[1], x.Shape[2]);
        var y = TensorType.Float(new Shape(x.Shape[0], size.Height, size.Width), x.Times);
        if (Epilogue is { } epilogue) return Enumerable.Repeat(y, epilogue.Count).ToSeq();
        return Kind == WindowKind.Max ? [y, y] : [y];
    }

    public override void Differentiate(Differentiation d)
    {
        Value x = d.Inputs[0], dy = d.OutputGradient(0)!;
        Seq<Value> sources = Kind == WindowKind.Max ? [dy, d.Outputs[1]] : [dy];
        d.Add(0, d.Builder.Add(new WindowGradient(Kind, Geometry, x.Shape), sources, "d_" + x.Name)[0]);
    }

    public override Halo? InputHalo(int input, Seq<TensorType> inputs) => input > 0 ? null :
        new(Geometry.Reached(inputs[0].Shape[1], inputs[0].Shape[2]), Kind == WindowKind.Max ? float.NegativeInfinity : 0);

    public override void Lower(Lowering lowering, Node node) => Pooling.Forward(lowering, node, this);
}
