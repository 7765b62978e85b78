// model LeNet5.net.txt WEIGHTS.safetensors MODEL.onnx: LeNet-5 with these weights as an ONNX model, for one image at a time.
using System;
using System.Buffers.Binary;
using System.IO;
using System.Linq;
using System.Runtime.InteropServices;
using System.Text.Json;
using NetGen.Compiler.Binding;
using NetGen.Compiler.Syntax;
using NetGen.Peers;
using NetGen.Peers.Onnx;

var (spec, _) = SpecParser.Parse(File.ReadAllText(args[0]), args[0]);
var (networks, _) = Binder.Bind(spec, (_, _) => null, "DigitsOnnx");
Network network = networks.Single();

// Safetensors: eight bytes of length, a header in JSON, the values. The runtime's reader stays out: its Network has the name of the compiler's.
byte[] weights = File.ReadAllBytes(args[1]);
int headerBytes = (int)BinaryPrimitives.ReadUInt64LittleEndian(weights), begin = sizeof(ulong) + headerBytes;
using JsonDocument header = JsonDocument.Parse(weights.AsMemory(sizeof(ulong), headerBytes));
var parameters = PeerParameter.ReadAll(network, (name, values) =>
{
    int offset = header.RootElement.GetProperty(name).GetProperty("data_offsets")[0].GetInt32();
    MemoryMarshal.Cast<byte, float>(weights.AsSpan(begin + offset, values.Length * sizeof(float))).CopyTo(values);
});
File.WriteAllBytes(args[2], OnnxModel.Build(network, parameters, batch: 1));
