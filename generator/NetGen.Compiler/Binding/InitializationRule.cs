using System.Collections.Generic;
using System.Linq;

namespace NetGen.Compiler.Binding;

/// <summary>Decides how weights start: He's variance if their layer's result is rectified, at once or behind what passes values on; Xavier's otherwise.</summary>
static class InitializationRule
{
    public static Seq<BoundLayer> Resolve(IReadOnlyList<BoundLayer> layers)
    {
        HashSet<int> rectified = [];
        // Backwards, so that all readers of a value come before its layer.
        foreach (BoundLayer layer in layers.Reverse())
        {
            Signature signature = layer.Layer.Signature;
            if (signature.IsRectifier || (signature.IsTransparent && layer.Results.Any(rectified.Contains))) rectified.UnionWith(layer.Inputs);
        }
        return layers.Select(layer => layer with { Parameters = layer.Parameters.Select(p => Resolve(p, layer.Results.Any(rectified.Contains))).ToSeq() }).ToSeq();
    }

    static BoundParameter Resolve(BoundParameter parameter, bool isRectified)
    {
        if (parameter.Initialization.Kind != InitializationKind.Weight) return parameter;
        return parameter with { Initialization = parameter.Initialization with { Kind = isRectified ? InitializationKind.He : InitializationKind.Xavier } };
    }
}
