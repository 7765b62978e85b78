using System;

namespace NetGen.Oracle.Layers;

/// <summary>The same numbers in the same order under another shape.</summary>
public abstract class ReshapingOracle : LayerOracle
{
    public override void Forward(LayerUse use) => Array.Copy(use.Input, use.Result, use.Input.Length);

    public override void Backward(LayerUse use)
    {
        for (int i = 0; i < use.Input.Length; i++) use.InputGradient[i] += use.ResultGradient[i];
    }
}

public sealed class FlattenOracle : ReshapingOracle
{
    public override string Keyword => "flatten";
}

public sealed class ReshapeOracle : ReshapingOracle
{
    public override string Keyword => "reshape";
}
