using System.Collections.Generic;
using System.Linq;
using System.Runtime.InteropServices;
using Google.Protobuf;
using NetGen.Compiler.Binding;

namespace NetGen.Peers.Onnx;

/// <summary>One recurrent layer as a model with ONNX's operator: input x [time, example, feature], output y [time, direction, example, unit].</summary>
public static class OnnxRecurrent
{
    const int Float = 1; // TensorProto.DataType

    /// <summary>The gates in ONNX's order, as numbers of PyTorch's: i, o, f, c of i, f, g, o; z, r, h of r, z, n.</summary>
    static readonly Dictionary<string, int[]> Gates = new() { ["rnn"] = [0], ["lstm"] = [0, 3, 1, 2], ["gru"] = [1, 0, 2] };

    public static byte[] Build(string kind, Arguments arguments, IReadOnlyList<PeerParameter> parameters, int times, int batch, int inputs)
    {
        int hidden = arguments.Int("hidden"), directions = arguments.Bool("bidirectional") ? 2 : 1;
        string[] suffixes = directions == 2 ? ["_l0", "_l0_reverse"] : ["_l0"];
        var graph = new GraphProto { Name = kind };
        Add("w", [directions, Gates[kind].Length * hidden, inputs], suffixes.SelectMany(s => Ordered("weight_ih" + s, inputs)));
        Add("r", [directions, Gates[kind].Length * hidden, hidden], suffixes.SelectMany(s => Ordered("weight_hh" + s, hidden)));
        bool bias = arguments.Bool("bias");
        if (bias) Add("b", [directions, 2 * Gates[kind].Length * hidden], suffixes.SelectMany(s => Ordered("bias_ih" + s, 1).Concat(Ordered("bias_hh" + s, 1))));
        var node = new NodeProto { OpType = kind.ToUpperInvariant() };
        node.Input.AddRange(["x", "w", "r", .. bias ? (string[])["b"] : []]);
        node.Output.Add("y");
        node.Attribute.Add(new AttributeProto { Name = "hidden_size", Type = AttributeProto.Types.AttributeType.Int, I = hidden });
        node.Attribute.Add(new AttributeProto
        {
            Name = "direction",
            Type = AttributeProto.Types.AttributeType.String,
            S = ByteString.CopyFromUtf8(directions == 2 ? "bidirectional" : "forward"),
        });
        // PyTorch's reset gate acts behind the product.
        if (kind == "gru") node.Attribute.Add(new AttributeProto { Name = "linear_before_reset", Type = AttributeProto.Types.AttributeType.Int, I = 1 });
        if (kind == "rnn")
        {
            var activations = new AttributeProto { Name = "activations", Type = AttributeProto.Types.AttributeType.Strings };
            activations.Strings.AddRange(suffixes.Select(_ => ByteString.CopyFromUtf8(arguments.Word("activation") == "relu" ? "Relu" : "Tanh")));
            node.Attribute.Add(activations);
        }
        graph.Node.Add(node);
        graph.Input.Add(Value("x", [times, batch, inputs]));
        graph.Output.Add(Value("y", [times, directions, batch, hidden]));
        var model = new ModelProto { IrVersion = 8, Graph = graph };
        model.OpsetImport.Add(new OperatorSetIdProto { Domain = "", Version = 17 });
        return model.ToByteArray();

        // The rows of each gate in ONNX's order.
        IEnumerable<float> Ordered(string name, int columns)
        {
            float[] values = parameters.Single(p => p.Name.EndsWith("." + name, System.StringComparison.Ordinal)).Values;
            return Gates[kind].SelectMany(gate => values.Skip(gate * hidden * columns).Take(hidden * columns));
        }

        void Add(string name, long[] shape, IEnumerable<float> values) =>
            graph.Initializer.Add(new TensorProto
            {
                Name = name,
                DataType = Float,
                Dims = { shape },
                RawData = ByteString.CopyFrom(MemoryMarshal.AsBytes<float>(values.ToArray())),
            });
    }

    static ValueInfoProto Value(string name, long[] dims)
    {
        var shape = new TensorShapeProto();
        shape.Dim.AddRange(dims.Select(dim => new TensorShapeProto.Types.Dimension { DimValue = dim }));
        return new ValueInfoProto { Name = name, Type = new TypeProto { TensorType = new TypeProto.Types.Tensor { ElemType = Float, Shape = shape } } };
    }
}
