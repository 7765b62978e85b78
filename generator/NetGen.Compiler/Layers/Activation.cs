using NetGen.Compiler.Binding;
using NetGen.Compiler.Graphs;
using NetGen.Compiler.Scalars;

namespace NetGen.Compiler.Layers;

/// <summary>A layer that puts every element through a scalar function: an activation is one of these and its function.</summary>
public abstract class Activation(Signature signature) : Layer
{
    public sealed override Signature Signature => signature;

    /// <summary>The function, with the constants that were given.</summary>
    public abstract ScalarFunction Function(Arguments arguments);

    public sealed override void Bind(LayerBinding layer) => layer.Result(layer.Input);

    public sealed override void Build(LayerBuild layer)
    {
        ScalarFunction function = Function(layer.Arguments);
        layer.Result(layer.Graph.Map(x => Expr.Call(function, x), layer.Input));
    }
}
