using System;
using System.Collections.Generic;
using System.Linq;

namespace NetGen.Oracle.Layers;

/// <summary>y = x[start : start + length] along an axis.</summary>
public sealed class SliceOracle : LayerOracle
{
    public override string Keyword => "slice";

    public override void Forward(LayerUse use)
    {
        foreach ((int from, int to) in Elements(use)) use.Result[to] = use.Input[from];
    }

    public override void Backward(LayerUse use)
    {
        foreach ((int from, int to) in Elements(use)) use.InputGradient[from] += use.ResultGradient[to];
    }

    static IEnumerable<(int From, int To)> Elements(LayerUse use)
    {
        int axis = use.Arguments.Int("axis"), start = use.Arguments.Int("start"), length = use.Arguments.Int("length");
        int inner = use.InputShape.Dims.Skip(axis + 1).Aggregate(1, (product, dim) => product * dim), extent = use.InputShape[axis];
        for (int to = 0; to < use.Result.Length; to++)
        {
            int outer = to / inner / length, at = to / inner % length;
            yield return ((((outer * extent) + start + at) * inner) + (to % inner), to);
        }
    }
}
