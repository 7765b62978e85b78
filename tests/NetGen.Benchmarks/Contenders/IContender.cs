using System;
using NetGen.Peers;

namespace NetGen.Benchmarks.Contenders;

/// <summary>One implementation of a job, ready to run: all memory is there, inputs are given.</summary>
interface IContender : IDisposable
{
    string Name { get; }

    /// <summary>Does the job once: writes the prediction, or takes a training step.</summary>
    void Run();

    /// <summary>What the last call gave, to compare: the prediction, or the loss of a training step.</summary>
    float[] Result { get; }
}

/// <summary>A contender that trains.</summary>
interface ITraining : IContender
{
    double LearningRate { set; }

    /// <summary>The values of a parameter, in PyTorch's layout.</summary>
    float[] Parameter(PeerParameter parameter);
}
