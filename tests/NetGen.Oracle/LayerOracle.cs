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

    /// <summary>Whether it sees the time steps of a sequence together; else each step is an example to it.</summary>
    public virtual bool IsSequential => false;

    /// <summary>The same for a whole batch: for layers in which the examples see each other.</summary>
    public virtual void Forward(IReadOnlyList<LayerUse> batch)
    {
        foreach (LayerUse use in batch) Forward(use);
    }

    public virtual void Backward(IReadOnlyList<LayerUse> batch)
    {
        foreach (LayerUse use in batch) Backward(use);
    }
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
    IReadOnlyDictionary<string, double[]> ParameterGradients,
    LayerRun Run)
{
    public double[] Input => Inputs[0];
    public double[] InputGradient => InputGradients[0];
    public Shape InputShape => InputShapes[0];
    public double[] Result => Results[0];
    public double[] ResultGradient => ResultGradients[0];
    public Shape ResultShape => ResultShapes[0];

    /// <summary>Time steps of the first input, whose values stand one behind the other.</summary>
    public int Times { get; init; }

    /// <summary>How many time steps of each input the example has; 0 of what is no sequence.</summary>
    public IReadOnlyList<int> Lengths { get; init; } = [];

    /// <summary>The layer's own names of parameters and states that training leaves as they are.</summary>
    public IReadOnlyList<string> Frozen { get; init; } = [];

    public int Length => Lengths[0];

    public int LengthOf(int input) => Lengths[input];
}

/// <summary>What a layer must know of the run: which example it is, and in training its random numbers and where new states go.</summary>
/// <param name="Example">Number of the example in the batch; of step t of example n of a sequence t·<paramref name="Examples"/> + n, where each step is an example.</param>
/// <param name="Examples">Examples of the batch.</param>
/// <param name="Random">The random numbers of the step; null where nothing is random, in prediction and evaluation.</param>
/// <param name="FirstSite">The layer's first site.</param>
/// <param name="States">New values of the layer's states, by its own names.</param>
public sealed record LayerRun(int Example, int Examples, OracleRandom? Random, int FirstSite, IDictionary<string, double[]> States)
{
    public bool Training => Random is not null;

    /// <summary>The random number of an element of the example, at one of the layer's sites.</summary>
    public double Uniform(int site, Shape shape, int canonical) => Random!.Uniform(FirstSite + site, OracleRandom.Number(shape, Example, canonical));

    /// <summary>The random number of the batch, at one of the layer's sites.</summary>
    public double Uniform(int site) => Random!.Uniform(FirstSite + site, 0);

    /// <summary>The random number of the batch, at one of the sites that all layers share.</summary>
    public double Shared(int site) => Random!.Uniform(site, 0);
}
