// model SPEC.net.txt WEIGHTS.safetensors MODEL.onnx: the network of the description with these weights as an ONNX model.
using System.IO;
using System.Linq;
using DigitsOnnx.Model;
using NetGen.Compiler.Binding;
using NetGen.Compiler.Syntax;
using NetGen.Peers;
using NetGen.Peers.Onnx;

var network = Binder.Bind(SpecParser.Parse(File.ReadAllText(args[0]), args[0]).File, _ => null, "").Networks.Single();
using LeNet5 net = LeNet5.Load(args[1]);
File.WriteAllBytes(args[2], OnnxModel.Build(network, PeerParameter.ReadAll(network, (name, values) => net.Parameters[name].CopyTo(values)), batch: 1));
