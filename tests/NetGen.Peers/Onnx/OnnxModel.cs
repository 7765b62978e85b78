using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.InteropServices;
using Google.Protobuf;
using NetGen.Compiler.Binding;

namespace NetGen.Peers.Onnx;

/// <summary>A network with its parameters as an ONNX model. Inputs and outputs have the names of their values.</summary>
public static class OnnxModel
{
    const int Float = 1; // TensorProto.DataType
    const int Opset = 17;

    /// <summary>The bytes of the model for batches of a fixed size.</summary>
    /// <exception cref="System.NotSupportedException">The network has a layer without a translation.</exception>
    public static byte[] Build(Network network, IEnumerable<PeerParameter> parameters, int batch)
    {
        var graph = new GraphProto { Name = network.Name };
        foreach (PeerParameter p in parameters)
            graph.Initializer.Add(new TensorProto { Name = p.Name, DataType = Float, Dims = { p.Shape }, RawData = ByteString.CopyFrom(MemoryMarshal.AsBytes(p.Values.AsSpan())) });
        graph.Input.AddRange(network.Inputs.Select(i => Value(network.Values[i], batch)));
        graph.Output.AddRange(network.Outputs.Select(i => Value(network.Values[i], batch)));
        foreach (BoundLayer layer in Used(network)) graph.Node.AddRange(OnnxOperators.Nodes(network, layer, batch));
        var model = new ModelProto { IrVersion = 8, Graph = graph };
        model.OpsetImport.Add(new OperatorSetIdProto { Domain = "", Version = Opset });
        return model.ToByteArray();
    }

    /// <summary>The layers that lead to an output: others are for training.</summary>
    static IEnumerable<BoundLayer> Used(Network network)
    {
        var needed = new HashSet<int>(network.Outputs);
        var layers = new Stack<BoundLayer>();
        foreach (BoundLayer layer in network.Layers.Reverse().Where(layer => layer.Results.Any(needed.Contains)))
        {
            needed.UnionWith(layer.Inputs);
            layers.Push(layer);
        }

        return layers;
    }

    static ValueInfoProto Value(NetworkValue value, int batch)
    {
        var shape = new TensorShapeProto();
        shape.Dim.AddRange(value.Whole.Dims.Prepend(batch).Select(dim => new TensorShapeProto.Types.Dimension { DimValue = dim }));
        return new ValueInfoProto { Name = value.Name, Type = new TypeProto { TensorType = new TypeProto.Types.Tensor { ElemType = Float, Shape = shape } } };
    }
}
