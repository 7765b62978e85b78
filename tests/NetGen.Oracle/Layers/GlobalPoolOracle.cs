using System.Linq;

namespace NetGen.Oracle.Layers;

/// <summary>The mean of each channel.</summary>
public sealed class GlobalAvgPoolOracle : LayerOracle
{
    public override string Keyword => "globalavgpool";

    public override void Forward(LayerUse use)
    {
        int pixels = use.Input.Length / use.Result.Length;
        for (int i = 0; i < use.Input.Length; i++) use.Result[i / pixels] += use.Input[i] / pixels;
    }

    public override void Backward(LayerUse use)
    {
        int pixels = use.Input.Length / use.Result.Length;
        for (int i = 0; i < use.Input.Length; i++) use.InputGradient[i] += use.ResultGradient[i / pixels] / pixels;
    }
}

/// <summary>The largest number of each channel; the gradient goes to the first that holds it, in reading order.</summary>
public sealed class GlobalMaxPoolOracle : LayerOracle
{
    public override string Keyword => "globalmaxpool";

    public override void Forward(LayerUse use)
    {
        for (int c = 0; c < use.Result.Length; c++) use.Result[c] = use.Input[Best(use, c)];
    }

    public override void Backward(LayerUse use)
    {
        for (int c = 0; c < use.Result.Length; c++) use.InputGradient[Best(use, c)] += use.ResultGradient[c];
    }

    static int Best(LayerUse use, int channel)
    {
        int pixels = use.Input.Length / use.Result.Length;
        return Enumerable.Range(channel * pixels, pixels).MaxBy(i => use.Input[i]);
    }
}
