using System.Linq;
using NetGen.Compiler.Binding;

namespace NetGen.Compiler.Layers;

/// <summary>The same elements under another shape.</summary>
public sealed class Reshape : Layer
{
    public override Signature Signature { get; } = new("reshape", "The same elements, in C×H×W order, under another shape.", "y = x",
        [new Argument("shape", ArgumentKind.Shape, null, "new shape, such as 16x5x5; one dimension may be -1: what is left")])
    {
        IsTransparent = true,
        Source = "torch.reshape",
    };

    public override void Bind(LayerBinding layer)
    {
        Shape asked = layer.Arguments.Shape("shape");
        var known = new Shape(asked.Dims.Where(dim => dim != -1).ToArray());
        int unknowns = asked.Rank - known.Rank;
        if (asked.Rank == 0 || unknowns > 1 || known.Dims.Any(dim => dim < 1))
            layer.Fail($"shape {asked} must have dimensions of at least 1; one of them may be -1");
        else if (unknowns == 1 && layer.Input.Size % known.Size != 0)
            layer.Fail($"no number in place of -1 makes {asked} the {layer.Input.Size} elements of {layer.Input}");
        else if (unknowns == 0 && layer.Input.Size != known.Size)
            layer.Fail($"shape {asked} has {known.Size} elements and the input {layer.Input} has {layer.Input.Size}; make them equal, or write -1 for one dimension");
        else
            layer.Result(Resolve(asked, layer.Input));
    }

    public override void Build(LayerBuild layer) => layer.Result(layer.Graph.Reshape(layer.Input, Resolve(layer.Arguments.Shape("shape"), layer.Input.Shape)));

    static Shape Resolve(Shape asked, Shape input)
    {
        long known = asked.Dims.Where(dim => dim != -1).Aggregate(1L, (product, dim) => product * dim);
        return new Shape(asked.Dims.Select(dim => dim == -1 ? (int)(input.Size / known) : dim).ToArray());
    }
}
