using System.Linq;
using NetGen.Compiler.Binding;
using NetGen.Compiler.Scalars;

namespace NetGen.Compiler.Layers;

/// <summary>Two or more values combined element by element. Axes of size 1 are repeated: a channel's number [C, 1, 1] or a mask [1, H, W] over an image.</summary>
public abstract class ElementWise : Layer
{
    protected abstract Expr Combine(Expr a, Expr b);

    public sealed override void Bind(LayerBinding layer)
    {
        Shape result = layer.Input;
        foreach (Shape input in layer.Inputs)
        {
            bool fits = input.Rank == result.Rank && input.Dims.Zip(result.Dims, (a, b) => a == b || a == 1 || b == 1).All(ok => ok);
            if (!fits)
            {
                layer.Fail($"shapes {result} and {input} do not match; they must be equal, or 1 on an axis that is repeated");
                return;
            }
            result = new Shape(input.Dims.Zip(result.Dims, System.Math.Max).ToArray());
        }
        layer.Result(result);
    }

    public sealed override void Build(LayerBuild layer) =>
        layer.Result(layer.Graph.Map(Enumerable.Range(0, layer.Inputs.Count).Select(Expr.Argument).Aggregate(Combine), layer.Inputs));
}
