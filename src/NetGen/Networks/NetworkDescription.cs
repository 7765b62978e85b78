using System.Collections.Generic;
using System.Collections.Immutable;
using System.Globalization;
using System.Linq;

namespace NetGen;

/// <summary>What a network is made of; everything in it is known at compile time.</summary>
/// <param name="name">The name of the network.</param>
/// <param name="target">The instruction set in use, as in <c>avx2</c>.</param>
/// <param name="inputs">The inputs in the order of the methods' parameters.</param>
/// <param name="outputs">The outputs in that order.</param>
/// <param name="targets">What training takes behind the inputs; none where there is no training.</param>
/// <param name="layers">The layers in order.</param>
/// <param name="parameters">The number of trainable values.</param>
/// <param name="multiplyAdds">Multiply-adds of the forward pass for one example.</param>
/// <param name="inferenceBytes">Bytes of an inference workspace, without the weights, whatever its threads.</param>
/// <param name="inferenceBytesPerThread">Bytes of an inference workspace for each of its threads.</param>
/// <param name="trainingBytes">Bytes of a training workspace, whatever its batch size and its threads.</param>
/// <param name="trainingBytesPerExample">Bytes of a training workspace for each example of its batch size.</param>
/// <param name="trainingBytesPerThread">Bytes of a training workspace for each of its threads.</param>
public sealed class NetworkDescription(
    string name, string target,
    IEnumerable<ValueDescription> inputs, IEnumerable<ValueDescription> outputs, IEnumerable<ValueDescription> targets, IEnumerable<LayerDescription> layers,
    long parameters, long multiplyAdds,
    long inferenceBytes, long inferenceBytesPerThread = 0, long trainingBytes = 0, long trainingBytesPerExample = 0, long trainingBytesPerThread = 0)
{
    /// <summary>The name of the network.</summary>
    public string Name { get; } = name;

    /// <summary>The instruction set in use: <c>avx512</c>, <c>avx2</c>, <c>neon</c> or <c>scalar</c>.</summary>
    public string Target { get; } = target;

    /// <summary>The inputs in the order of the methods' parameters.</summary>
    public ImmutableArray<ValueDescription> Inputs { get; } = [.. inputs];

    /// <summary>The outputs in that order.</summary>
    public ImmutableArray<ValueDescription> Outputs { get; } = [.. outputs];

    /// <summary>What training takes behind the inputs; none where there is no training.</summary>
    public ImmutableArray<ValueDescription> Targets { get; } = [.. targets];

    /// <summary>The layers in order.</summary>
    public ImmutableArray<LayerDescription> Layers { get; } = [.. layers];

    /// <summary>The number of trainable values.</summary>
    public long Parameters { get; } = parameters;

    /// <summary>Multiply-adds of the forward pass for one example.</summary>
    public long MultiplyAdds { get; } = multiplyAdds;

    /// <summary>Bytes of an inference workspace of one thread, without the weights.</summary>
    public long InferenceBytes { get; } = inferenceBytes + inferenceBytesPerThread;

    /// <summary>Bytes that each further thread adds to an inference workspace.</summary>
    public long InferenceBytesPerThread { get; } = inferenceBytesPerThread;

    /// <summary>Bytes of a training workspace, without the weights, their gradients and the optimizer's state; 0 where the network has no training.</summary>
    /// <param name="batchSize">The batch size of the trainer.</param>
    /// <param name="threads">The number of its threads; 1 by default.</param>
    public long TrainingBytes(int batchSize, int threads = 1) => trainingBytes + (batchSize * trainingBytesPerExample) + (threads * trainingBytesPerThread);

    /// <summary>A table of the layers, with the bytes of their results for one example, the totals below, and the memory of an inference workspace.</summary>
    public override string ToString()
    {
        var table = new TextTable(["layer", "kind", "output"], ["parameters", "multiply-adds", "bytes"]);
        long values = Inputs.Sum(input => (long)input.Length * sizeof(float)) + Layers.Sum(layer => layer.Bytes);
        foreach (ValueDescription input in Inputs)
            table.Add([input.Name, "input", Shapes.Format(input.Shape.AsSpan()), "", "", Number((long)input.Length * sizeof(float))]);
        foreach (LayerDescription layer in Layers)
            table.Add([layer.Name, layer.Kind, layer.Shape, Number(layer.Parameters), Number(layer.MultiplyAdds), Number(layer.Bytes)]);

        table.AddRule();
        table.Add(["total", "", "", Number(Parameters), Number(MultiplyAdds), Number(values)]);
        table.Add(["arena", "", "", "", "", Number(InferenceBytes)]); // values that are not needed at the same time share memory, and kernels have some of their own
        return $"{Name} ({Target})\n{table}";
    }

    private static string Number(long value) => value.ToString("N0", CultureInfo.InvariantCulture);
}
