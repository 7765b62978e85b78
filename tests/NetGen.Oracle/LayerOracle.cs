using System.Collections.Generic;
using NetGen.Compiler;
using NetGen.Compiler.Binding;

namespace NetGen.Oracle;

/// <summary>
/// A layer by its textbook definition, one example at a time, in double precision; the backward pass is written by hand. One file a layer, found by
/// type (<see cref="OracleCatalogue"/>).
/// </summary>
public abstract class LayerOracle
{
    public abstract string Keyword { get; }

    /// <summary>Writes the results, which are zero before.</summary>
    public abstract void Forward(LayerUse use);

    /// <summary>Adds to the gradients of the inputs and of the parameters, from those of the results.</summary>
    public abstract void Backward(LayerUse use);
}

/// <summary>One use of a layer for one example: values in canonical order (images are channels × height × width), and the gradients beside them.</summary>
public sealed record LayerUse(
    Arguments Arguments,
    IReadOnlyList<Shape> InputShapes,
    IReadOnlyList<double[]> Inputs,
    IReadOnlyList<double[]> InputGradients,
    IReadOnlyList<Shape> ResultShapes,
    IReadOnlyList<double[]> Results,
    IReadOnlyList<double[]> ResultGradients,
    IReadOnlyDictionary<string, double[]> Parameters,        // by the layer's own names: weight, bias
    IReadOnlyDictionary<string, double[]> ParameterGradients)
{
    public double[] Input => Inputs[0];
    public double[] InputGradient => InputGradients[0];
    public Shape InputShape => InputShapes[0];
    public double[] Result => Results[0];
    public double[] ResultGradient => ResultGradients[0];
    public Shape ResultShape => ResultShapes[0];
}
