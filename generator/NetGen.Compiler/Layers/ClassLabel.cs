using NetGen.Compiler.Binding;
using NetGen.Compiler.Graphs;

namespace NetGen.Compiler.Layers;

/// <summary>The target of losses over classes: the number of the right one.</summary>
static class ClassLabel
{
    public static NetworkValue? Of(LossBinding loss)
    {
        if (loss.Prediction.Rank == 1) return new NetworkValue("label", ElementType.Int, Shape.Scalar) { Classes = loss.Prediction[0] };
        loss.Fail($"reads a vector with a score for each class, not {loss.Prediction}; flatten it, or end with a dense layer");
        return null;
    }
}
