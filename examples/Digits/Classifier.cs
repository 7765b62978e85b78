using System;
using System.IO;
using NetGen;

namespace Digits;

/// <summary>LeNet-5 with the weights in the program, used where they lie, or with those of a file.</summary>
internal sealed class Classifier(FileInfo? weights) : IDisposable
{
    private readonly LeNet5 net = weights is null ? new LeNet5(Embedded()) : LeNet5.Load(weights.FullName);

    /// <summary>The probability of each digit.</summary>
    public float[] Classify(ReadOnlySpan<float> image)
    {
        var probabilities = new float[10];
        net.Predict(image, probabilities);
        return probabilities;
    }

    public void Dispose() => net.Dispose();

    private static PackedWeights Embedded() =>
        new((UnmanagedMemoryStream)typeof(Classifier).Assembly.GetManifestResourceStream("lenet5.packed")!);
}
