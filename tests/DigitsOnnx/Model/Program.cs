// model WEIGHTS.safetensors MODEL.onnx: LeNet-5 with these weights as an ONNX model.
using System.IO;
using System.Linq;
using DigitsOnnx.Model;
using NetGen.Peers.Tests.Onnx;

using LeNet5 net = LeNet5.Load(args[0]);
File.WriteAllBytes(args[1], LeNet5Model.Build(net.Parameters.ToDictionary(p => p.Name, p => (p.Shape.Select(extent => (long)extent).ToArray(), p.ToArray()))));
