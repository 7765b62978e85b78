using System.Collections.Generic;
using System.Linq;
using Google.Protobuf;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace NetGen.Peers.Tests.Onnx;

/// <summary>LeNet-5 as an ONNX model with given parameters.</summary>
static class LeNet5Model
{
    const int Float = 1; // TensorProto.DataType
    const int Opset = 17;

    /// <summary>The scores of a batch of images.</summary>
    public static float[] Run(IReadOnlyDictionary<string, (long[] Shape, float[] Values)> parameters, float[] images)
    {
        using var session = new InferenceSession(Build(parameters));
        var input = new DenseTensor<float>(images, [images.Length / (28 * 28), 1, 28, 28]);
        using var results = session.Run([NamedOnnxValue.CreateFromTensor("image", input)]);
        return [.. results.Single().AsEnumerable<float>()];
    }

    /// <summary>The model as a file: image to scores, any number of examples.</summary>
    public static byte[] Build(IReadOnlyDictionary<string, (long[] Shape, float[] Values)> parameters)
    {
        var graph = new GraphProto { Name = "LeNet5" };
        foreach (var (name, (shape, values)) in parameters)
            graph.Initializer.Add(new TensorProto { Name = name, DataType = Float, Dims = { shape }, FloatData = { values } });
        graph.Input.Add(Value("image", 1, 28, 28));
        graph.Output.Add(Value("scores", 10));
        graph.Node.AddRange(Nodes());
        var model = new ModelProto { IrVersion = 8, Graph = graph };
        model.OpsetImport.Add(new OperatorSetIdProto { Domain = "", Version = Opset });
        return model.ToByteArray();
    }

    static IEnumerable<NodeProto> Nodes()
    {
        yield return Node("Conv", "c1", ["image", "conv1.weight", "conv1.bias"], Ints("pads", 2, 2, 2, 2));
        yield return Node("Tanh", "t1", ["c1"]);
        yield return Node("AveragePool", "p1", ["t1"], Ints("kernel_shape", 2, 2), Ints("strides", 2, 2));
        yield return Node("Conv", "c2", ["p1", "conv2.weight", "conv2.bias"]);
        yield return Node("Tanh", "t2", ["c2"]);
        yield return Node("AveragePool", "p2", ["t2"], Ints("kernel_shape", 2, 2), Ints("strides", 2, 2));
        yield return Node("Flatten", "f", ["p2"]);
        yield return Node("Gemm", "d1", ["f", "dense1.weight", "dense1.bias"], Int("transB", 1));
        yield return Node("Tanh", "t3", ["d1"]);
        yield return Node("Gemm", "d2", ["t3", "dense2.weight", "dense2.bias"], Int("transB", 1));
        yield return Node("Tanh", "t4", ["d2"]);
        yield return Node("Gemm", "scores", ["t4", "dense3.weight", "dense3.bias"], Int("transB", 1));
    }

    static NodeProto Node(string op, string output, string[] inputs, params AttributeProto[] attributes) =>
        new() { OpType = op, Name = output, Input = { inputs }, Output = { output }, Attribute = { attributes } };

    static AttributeProto Int(string name, long value) => new() { Name = name, Type = AttributeProto.Types.AttributeType.Int, I = value };

    static AttributeProto Ints(string name, params long[] values) =>
        new() { Name = name, Type = AttributeProto.Types.AttributeType.Ints, Ints = { values } };

    static ValueInfoProto Value(string name, params long[] example)
    {
        var shape = new TensorShapeProto();
        shape.Dim.Add(new TensorShapeProto.Types.Dimension { DimParam = "batch" });
        shape.Dim.AddRange(example.Select(dim => new TensorShapeProto.Types.Dimension { DimValue = dim }));
        return new ValueInfoProto { Name = name, Type = new TypeProto { TensorType = new TypeProto.Types.Tensor { ElemType = Float, Shape = shape } } };
    }
}
