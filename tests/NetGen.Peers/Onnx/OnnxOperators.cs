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
            "maxpool" => [Node("MaxPool", inputs, result, [.. Window(LayerGeometry.OfPooling(layer.Arguments, shape)), Ceil(layer)])],
            "avgpool" => [Node("AveragePool", inputs, result,
                [.. Window(LayerGeometry.OfPooling(layer.Arguments, shape))[..3], Ceil(layer), Int("count_include_pad", layer.Arguments.Bool("count_pad") ? 1 : 0)])],
            "globalavgpool" => [Node("GlobalAveragePool", inputs, layer.Path + ".image"), Node("Flatten", [layer.Path + ".image"], result)],
            "globalmaxpool" => [Node("GlobalMaxPool", inputs, layer.Path + ".image"), Node("Flatten", [layer.Path + ".image"], result)],
            "maxout" => [Constant(layer.Path + ".shape", [0, layer.Arguments.Int("pieces"), -1, .. shape.Dims.Skip(1).Select(dim => (long)dim)]),
                Node("Reshape", [inputs[0], layer.Path + ".shape"], layer.Path + ".pieces"), Node("ReduceMax", [layer.Path + ".pieces"], result, Ints("axes", 1), Int("keepdims", 0))],
            "lrn" => [Node("LRN", inputs, result, Int("size", layer.Arguments.Int("size")),
                Float("alpha", layer.Arguments.Float("alpha")), Float("beta", layer.Arguments.Float("beta")), Float("bias", layer.Arguments.Float("k")))],
            "flatten" => [Node("Flatten", inputs, result)],
            "relu" => [Node("Relu", inputs, result)],
            "tanh" => [Node("Tanh", inputs, result)],
            "sigmoid" => [Node("Sigmoid", inputs, result)],
            "leakyrelu" => [Node("LeakyRelu", inputs, result, Float("alpha", layer.Arguments.Float("slope")))],
            "elu" => [Node("Elu", inputs, result, Float("alpha", layer.Arguments.Float("alpha")))],
            "selu" => [Node("Selu", inputs, result)],
            "softplus" => [Node("Softplus", inputs, result)],
            "gelu" => Gelu(layer, inputs[0], result),
            "silu" => [Node("Sigmoid", inputs, layer.Path + ".sigmoid"), Node("Mul", [inputs[0], layer.Path + ".sigmoid"], result)],
            "swish" => [.. Scaled(layer.Path + ".scaled", inputs[0], layer.Arguments.Float("beta")),
                Node("Sigmoid", [layer.Path + ".scaled"], layer.Path + ".sigmoid"), Node("Mul", [inputs[0], layer.Path + ".sigmoid"], result)],
            "hardswish" => [Node("HardSwish", inputs, result)],
            "prelu" => Prelu(layer, shape, all, result),
            "softmax" => [Node("Softmax", inputs, result, Int("axis", 1))],
            "log-softmax" => [Node("LogSoftmax", inputs, result, Int("axis", 1))],
            "add" => [Node("Sum", inputs, result)],
            "mul" => [Node("Mul", inputs, result)],
            "concat" => [Node("Concat", inputs, result, Int("axis", layer.Arguments.Int("axis") + 1))],
            "join" => [Node("Mean", inputs, result)],
            "slice" => Slice(layer, inputs[0], result),
            "padchannels" => [Constant(layer.Path + ".pads", Sides(shape.Rank, layer.Arguments.Int("before"), layer.Arguments.Int("after"))),
                Node("Pad", [inputs[0], layer.Path + ".pads"], result)],
            "batchnorm" when layer.Arguments.Bool("affine") => [Node("BatchNormalization", all, result, Float("epsilon", layer.Arguments.Float("eps")))],
            "scale" => Scale(layer, shape, all, result),
            "dropout" => [Node("Identity", inputs, result)],
            "stochasticdepth" => Scaled(result, inputs[0], layer.Arguments.Float("survival")),
            string other => throw new NotSupportedException($"layer {layer.Path}: {other} has no translation to ONNX"),
        };
    }

    static IEnumerable<NodeProto> Slice(BoundLayer layer, string x, string result)
    {
        (string path, int start) = (layer.Path, layer.Arguments.Int("start"));
        return
        [
            Constant(path + ".start", [start]), Constant(path + ".end", [start + layer.Arguments.Int("length")]), Constant(path + ".axis", [layer.Arguments.Int("axis") + 1]),
            Node("Slice", [x, path + ".start", path + ".end", path + ".axis"], result),
        ];
    }

    /// <summary>Pads of a batch of that rank, on the channels only: all at the beginning, then all at the end.</summary>
    static long[] Sides(int rank, int before, int after) => [0, before, .. Enumerable.Repeat(0L, rank - 1), 0, after, .. Enumerable.Repeat(0L, rank - 1)];

    static IEnumerable<NodeProto> Scale(BoundLayer layer, Shape shape, string[] all, string result)
    {
        string path = layer.Path, product = layer.Arguments.Bool("bias") ? path + ".product" : result;
        yield return Constant(path + ".shape", [-1, .. Enumerable.Repeat(1L, shape.Rank - 1)]);
        yield return Node("Reshape", [all[1], path + ".shape"], path + ".factor");
        yield return Node("Mul", [all[0], path + ".factor"], product);
        if (!layer.Arguments.Bool("bias")) yield break;
        yield return Node("Reshape", [all[2], path + ".shape"], path + ".summand");
        yield return Node("Add", [product, path + ".summand"], result);
    }

    /// <summary>By its parts: the operator itself is of a later opset.</summary>
    static IEnumerable<NodeProto> Gelu(BoundLayer layer, string x, string result)
    {
        string path = layer.Path;
        if (layer.Arguments.Word("approximate") == "none")
            return [.. Scaled(path + ".in", x, (float)(1 / Math.Sqrt(2))), Node("Erf", [path + ".in"], path + ".bend"), .. Half(path, x, result)];
        return
        [
            Constant(path + ".three", 3), Node("Pow", [x, path + ".three"], path + ".cube"), .. Scaled(path + ".small", path + ".cube", 0.044715f),
            Node("Add", [x, path + ".small"], path + ".sum"), .. Scaled(path + ".in", path + ".sum", (float)Math.Sqrt(2 / Math.PI)),
            Node("Tanh", [path + ".in"], path + ".bend"), .. Half(path, x, result),
        ];
    }

    /// <summary>½·x·(1 + bend).</summary>
    static NodeProto[] Half(string path, string x, string result) =>
    [
        Constant(path + ".one", 1), Node("Add", [path + ".bend", path + ".one"], path + ".raised"), Node("Mul", [x, path + ".raised"], path + ".twice"),
        .. Scaled(result, path + ".twice", 0.5f),
    ];

    static NodeProto[] Scaled(string result, string x, float factor) =>
        [Constant(result + ".factor", factor), Node("Mul", [x, result + ".factor"], result)];

    /// <summary>The slopes have the shape of an example, with ones behind the channels.</summary>
    static IEnumerable<NodeProto> Prelu(BoundLayer layer, Shape shape, string[] all, string result) => shape.Rank == 1
        ? [Node("PRelu", all, result)]
        : [Constant(layer.Path + ".shape", [-1, 1, 1]), Node("Reshape", [all[1], layer.Path + ".shape"], layer.Path + ".slopes"),
            Node("PRelu", [all[0], layer.Path + ".slopes"], result)];

    static AttributeProto Ceil(BoundLayer layer) => Int("ceil_mode", layer.Arguments.Bool("ceil") ? 1 : 0);

    static AttributeProto[] Window(Geometry g) =>
    [
        Ints("kernel_shape", g.Kernel.Height, g.Kernel.Width),
        Ints("strides", g.Stride.Height, g.Stride.Width),
        Ints("pads", g.Padding.Top, g.Padding.Left, g.Padding.Bottom, g.Padding.Right),
        Ints("dilations", g.Dilation.Height, g.Dilation.Width),
    ];

    static NodeProto Node(string op, string[] inputs, string output, params AttributeProto[] attributes) =>
        new() { OpType = op, Name = output, Input = { inputs }, Output = { output }, Attribute = { attributes } };

    static NodeProto Constant(string name, float value) => Node("Constant", [], name, Float("value_float", value));

    static NodeProto Constant(string name, long[] values) => Node("Constant", [], name, Ints("value_ints", values));

    static AttributeProto Float(string name, float value) => new() { Name = name, Type = AttributeProto.Types.AttributeType.Float, F = value };

    static AttributeProto Int(string name, long value) => new() { Name = name, Type = AttributeProto.Types.AttributeType.Int, I = value };

    static AttributeProto Ints(string name, params long[] values) =>
        new() { Name = name, Type = AttributeProto.Types.AttributeType.Ints, Ints = { values } };
}
