using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using NetGen;
using NetGen.Data;

namespace Mnist;

/// <summary>What networks reach, alone and together.</summary>
internal static class EnsembleMeasurement
{
    /// <summary>Tells the accuracy of each network, and of the last two, three … together.</summary>
    /// <param name="network">Their network.</param>
    /// <param name="files">Their weights; of snapshots in the order of the training.</param>
    /// <param name="test">The images to measure on.</param>
    /// <param name="threads">The threads; 0 for one per processor.</param>
    public static void Measure(MnistNetwork network, IReadOnlyList<string> files, DataSet test, int threads)
    {
        ReadOnlySpan<int> labels = test["label"].Ints;
        var members = new List<ClassProbabilities>();
        foreach (string file in files.Reverse())
        {
            using Network member = network.Make(0, threads);
            member.LoadWeights(file);
            members.Add(ClassProbabilities.Of(member, test));
            Tell(Path.GetFileName(file), members[^1].Evaluate(labels));
        }
        for (int count = 2; count <= members.Count; count++)
            Tell($"ensemble of the last {count}", ClassProbabilities.Mean([.. members.Take(count)]).Evaluate(labels));
    }

    private static void Tell(string what, Evaluation evaluation) =>
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"test accuracy {evaluation.Accuracy:0.0000}, loss {evaluation.Loss:0.0000}: {what}"));
}
