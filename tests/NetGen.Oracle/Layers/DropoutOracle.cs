using NetGen.Compiler;

namespace NetGen.Oracle.Layers;

/// <summary>In training 0 where r &lt; p, else x / (1 - p); else x. r is drawn for each element, or for each channel.</summary>
public sealed class DropoutOracle : LayerOracle
{
    public override string Keyword => "dropout";

    public override void Forward(LayerUse use)
    {
        for (int i = 0; i < use.Result.Length; i++) use.Result[i] = use.Input[i] * Factor(use, i);
    }

    public override void Backward(LayerUse use)
    {
        for (int i = 0; i < use.Result.Length; i++) use.InputGradient[i] += use.ResultGradient[i] * Factor(use, i);
    }

    static double Factor(LayerUse use, int element)
    {
        float p = use.Arguments.Float("p");
        if (!use.Run.Training || p == 0) return 1;
        bool channels = use.Arguments.Word("per") == "channel" && use.InputShape.Rank == 3;
        double r = channels
            ? use.Run.Uniform(0, new Shape(use.InputShape[0], 1, 1), element / (use.InputShape[1] * use.InputShape[2]))
            : use.Run.Uniform(0, use.InputShape, element);
        return r < p ? 0 : 1.0 / (1 - p);
    }
}
