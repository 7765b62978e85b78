using System;
using System.IO;
using System.Linq;
using Microsoft.ML.OnnxRuntime;

namespace Digits;

/// <summary>LeNet-5 on ONNX Runtime, one thread; of the model in the program or in a file.</summary>
internal sealed class Classifier(FileInfo? model) : IDisposable
{
    private readonly InferenceSession session = new(model is null ? Embedded() : File.ReadAllBytes(model.FullName), Options());

    /// <summary>The probability of each digit.</summary>
    public float[] Classify(ReadOnlySpan<float> image)
    {
        using OrtValue input = OrtValue.CreateTensorValueFromMemory(image.ToArray(), [1, 1, 28, 28]);
        using var run = new RunOptions();
        using IDisposableReadOnlyCollection<OrtValue> results = session.Run(run, session.InputNames, [input], session.OutputNames);
        float[] scores = results[0].GetTensorDataAsSpan<float>().ToArray();
        float most = scores.Max();
        float[] powers = [.. scores.Select(score => MathF.Exp(score - most))];
        float sum = powers.Sum();
        return [.. powers.Select(power => power / sum)];
    }

    public void Dispose() => session.Dispose();

    private static SessionOptions Options() => new() { IntraOpNumThreads = 1, InterOpNumThreads = 1, GraphOptimizationLevel = GraphOptimizationLevel.ORT_ENABLE_ALL };

    private static byte[] Embedded()
    {
        using Stream stream = typeof(Classifier).Assembly.GetManifestResourceStream("lenet5.onnx")!;
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }
}
