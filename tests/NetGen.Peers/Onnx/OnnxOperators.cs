using System;
using System.Collections.Generic;
using System.Linq;
using NetGen.Compiler;
using NetGen.Compiler.Binding;
using NetGen.Compiler.Primitives;

namespace NetGen.Peers.Onnx;

/// <summary>Layers as ONNX operators: a line a layer.</summary>
static class OnnxOperators
{
    public static IEnumerable<NodeProto> Nodes(Network network, BoundLayer layer)
    {
        Shape shape = network.Values[layer.Inputs[0]].Shape;
        string result = network.Values[layer.Results[0]].Name;
        string[] inputs = [.. layer.Inputs.Select(i => network.Values[i].Name)];
        string[] all = [.. inputs, .. layer.Parameters.Select(p => p.Name)];
        return layer.Layer.Signature.Keyword switch
        {
            "conv" => [Node("Conv", all, result, [.. Window(LayerGeometry.OfConvolution(layer.Arguments, shape)), Int("group", layer.Arguments.Int("groups"))])],
            "dense" when shape.Rank == 1 => [Node("Gemm", all, result, Int("transB", 1))],
            "dense" => [Node("Flatten", inputs, layer.Path + ".flat"), Node("Gemm", [layer.Path + ".flat", .. all[1..]], result, Int("transB", 1))],
            "maxpool" => [Node("MaxPool", inputs, result, Window(LayerGeometry.OfPooling(layer.Arguments, shape)))],
            "avgpool" => [Node("AveragePool", inputs, result,
                [.. Window(LayerGeometry.OfPooling(layer.Arguments, shape))[..3], Int("count_include_pad", layer.Arguments.Bool("count_pad") ? 1 : 0)])],
            "flatten" => [Node("Flatten", inputs, result)],
            "relu" => [Node("Relu", inputs, result)],
            "tanh" => [Node("Tanh", inputs, result)],
            "sigmoid" => [Node("Sigmoid", inputs, result)],
            "add" => [Node("Sum", inputs, result)],
            string other => throw new NotSupportedException($"layer {layer.Path}: {other} has no translation to ONNX"),
        };
    }

    static AttributeProto[] Window(Geometry g) =>
    [
        Ints("kernel_shape", g.Kernel.Height, g.Kernel.Width),
        Ints("strides", g.Stride.Height, g.Stride.Width),
        Ints("pads", g.Padding.Top, g.Padding.Left, g.Padding.Bottom, g.Padding.Right),
        Ints("dilations", g.Dilation.Height, g.Dilation.Width),
    ];

    static NodeProto Node(string op, string[] inputs, string output, params AttributeProto[] attributes) =>
        new() { OpType = op, Name = output, Input = { inputs }, Output = { output }, Attribute = { attributes } };

    static AttributeProto Int(string name, long value) => new() { Name = name, Type = AttributeProto.Types.AttributeType.Int, I = value };

    static AttributeProto Ints(string name, params long[] values) =>
        new() { Name = name, Type = AttributeProto.Types.AttributeType.Ints, Ints = { values } };
}
