using NetGen.Compiler.Binding;

namespace NetGen.Oracle.Layers;

/// <summary>A function of each number by itself.</summary>
public abstract class ElementwiseOracle : LayerOracle
{
    protected abstract double Value(Arguments arguments, double x);

    protected abstract double Derivative(Arguments arguments, double x);

    public override void Forward(LayerUse use)
    {
        for (int i = 0; i < use.Input.Length; i++) use.Result[i] = Value(use.Arguments, use.Input[i]);
    }

    public override void Backward(LayerUse use)
    {
        for (int i = 0; i < use.Input.Length; i++) use.InputGradient[i] += use.ResultGradient[i] * Derivative(use.Arguments, use.Input[i]);
    }
}
