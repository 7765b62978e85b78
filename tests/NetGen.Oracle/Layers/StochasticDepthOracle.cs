using NetGen.Compiler;

namespace NetGen.Oracle.Layers;

/// <summary>In training x where r &lt; survival, else 0, r drawn for the batch or for each example; else survival·x.</summary>
public sealed class StochasticDepthOracle : LayerOracle
{
    public override string Keyword => "stochasticdepth";

    public override void Forward(LayerUse use)
    {
        for (int i = 0; i < use.Result.Length; i++) use.Result[i] = use.Input[i] * Factor(use);
    }

    public override void Backward(LayerUse use)
    {
        for (int i = 0; i < use.Result.Length; i++) use.InputGradient[i] += use.ResultGradient[i] * Factor(use);
    }

    static double Factor(LayerUse use)
    {
        float survival = use.Arguments.Float("survival");
        if (survival == 1) return 1;
        if (!use.Run.Training) return survival;
        double r = use.Arguments.Word("per") == "example" ? use.Run.Uniform(0, Shape.Scalar, 0) : use.Run.Uniform(0);
        return r < survival ? 1 : 0;
    }
}
