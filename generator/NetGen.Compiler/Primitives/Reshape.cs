using NetGen.Compiler.Graphs;

namespace NetGen.Compiler.Primitives;

/// <summary>The same elements, in canonical (row-major, C×H×W) order, under another shape. Costs nothing where the layout allows.</summary>
public sealed record Reshape(Shape Shape) : Primitive
{
    public override Seq<TensorType> Infer(Seq<TensorType> inputs) => inputs[0].Shape.Size == Shape.Size
        ? [inputs[0] with { Shape = Shape }]
        : throw new GraphException($"reshape: {inputs[0]} has not the size of {Shape}");

    public override void Differentiate(Differentiation d) => d.Add(0, d.Builder.Reshape(d.OutputGradient(0)!, d.Inputs[0].Shape));
}
