using NetGen.Compiler.Graphs;
using NetGen.Compiler.Layouts;
using NetGen.Compiler.Plans;
using NetGen.Compiler.Scalars;
using NetGen.Compiler.Schedules;

namespace NetGen.Compiler.Primitives;

/// <summary>An image written out in canonical order, as a vector of <paramref name="Shape"/>.</summary>
public sealed record FromImage(Shape Shape) : Primitive
{
    public override Seq<TensorType> Infer(Seq<TensorType> inputs) => [inputs[0] with { Shape = Shape }];

    public override void Lower(Lowering lowering, Node node) => ImageOrder.Copy(lowering, node, node.Inputs[0].Shape);
}

/// <summary>A value in canonical order read into an image of <paramref name="Shape"/>.</summary>
public sealed record ToImage(Shape Shape) : Primitive
{
    public override Seq<TensorType> Infer(Seq<TensorType> inputs) => [inputs[0] with { Shape = Shape }];

    public override void Lower(Lowering lowering, Node node) => ImageOrder.Copy(lowering, node, node.Outputs[0].Shape);
}

static class ImageOrder
{
    /// <summary>Copies over the image's axes; the side that is not an image is addressed in the image's canonical order.</summary>
    public static void Copy(Lowering lowering, Node node, Shape image)
    {
        var step = new StepWriter();
        Tensor output = step.Use("y", Seen(node.Outputs[0]), image), input = step.Use("x", Seen(node.Inputs[0]), image);
        Elementwise.Run(lowering, step, "reorder", $"{node.Inputs[0].Shape} to {node.Outputs[0].Shape}, between canonical and kernel order.", image, node.Outputs[0].Batched,
            [Expr.Argument(0)], [input], [output]);

        Place Seen(Value value)
        {
            Place place = lowering.Place(value);
            return value.Shape == image ? place : place with { Plain = Layout.RowMajor(image) with { Offset = place.Layout.Offset } };
        }
    }
}
