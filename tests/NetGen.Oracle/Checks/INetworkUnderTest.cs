using System;
using System.Collections.Generic;

namespace NetGen.Oracle.Checks;

/// <summary>
/// A generated network as the checks see it: arrays for its spans. Inputs and targets are <c>float[]</c>, or <c>int[]</c> for indices, in the order of the
/// generated methods. Calls allocate nothing themselves.
/// </summary>
public interface INetworkUnderTest : IDisposable
{
    IEnumerable<string> ParameterNames { get; }

    /// <summary>The optimizer's; 0 for a network without <c>train</c>.</summary>
    float LearningRate { get; set; }

    /// <summary>Of all gradients of the last backward pass.</summary>
    float GradientNorm { get; }

    void Predict(Array[] inputs, float[][] outputs);

    float Step(Array[] inputsAndTargets);

    float Backward(Array[] inputsAndTargets);

    void Update();

    float Evaluate(Array[] inputsAndTargets);

    void LoadWeights(string path);

    void GetParameter(string name, float[] values);

    void SetParameter(string name, float[] values);

    void GetGradient(string name, float[] values);
}

/// <summary>Makes networks under test by name, seed, threads and the trainer's batch size.</summary>
public delegate INetworkUnderTest NetworkFactory(string name, ulong seed, int threads, int batchSize);
