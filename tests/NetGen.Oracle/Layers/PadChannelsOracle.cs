namespace NetGen.Oracle.Layers;

/// <summary>Zeros before and behind the elements: channels come first.</summary>
public sealed class PadChannelsOracle : LayerOracle
{
    public override string Keyword => "padchannels";

    public override void Forward(LayerUse use) => use.Input.CopyTo(use.Result, Start(use));

    public override void Backward(LayerUse use)
    {
        for (int i = 0; i < use.Input.Length; i++) use.InputGradient[i] += use.ResultGradient[Start(use) + i];
    }

    static int Start(LayerUse use) => use.Arguments.Int("before") * (use.Input.Length / use.InputShape[0]);
}
