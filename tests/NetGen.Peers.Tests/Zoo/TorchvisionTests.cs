using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using System.Text.Json.Nodes;
using NetGen.Compiler;
using NetGen.Oracle.Zoo;
using NetGen.Tests.Harness;
using Xunit;
using BoundNetwork = NetGen.Compiler.Binding.Network;

namespace NetGen.Peers.Tests.Zoo;

/// <summary>
/// Files with the names and shapes of torchvision's models (its source, models/*.py) load unchanged. The names are made here from that source's structure, not from the zoo.
/// The first and last number of a tensor are its own, the rest are zeros, in files with holes. GoogLeNet is what <c>googlenet(weights=...)</c> holds, GoogLeNetOfTorchvision the
/// published file, with the classifiers at its sides.
/// </summary>
public sealed class TorchvisionTests : IDisposable
{
    readonly string file = Path.GetTempFileName();

    public static TheoryData<string> Models() => ["AlexNet", "Vgg16", "ResNet18", "ResNet50", "GoogLeNet", "GoogLeNetOfTorchvision", "DenseNet121"];

    [Theory, MemberData(nameof(Models))]
    public void WeightsLoadUnchanged(string model)
    {
        (string Name, long[] Shape)[] tensors = [.. model switch
        {
            "AlexNet" => AlexNet(),
            "Vgg16" => Vgg16(),
            "ResNet18" => ResNet([2, 2, 2, 2], bottleneck: false),
            "ResNet50" => ResNet([3, 4, 6, 3], bottleneck: true),
            "GoogLeNet" => GoogLeNet(),
            "GoogLeNetOfTorchvision" => [.. GoogLeNet(), .. Side("aux1", 512), .. Side("aux2", 528)],
            _ => DenseNet121(),
        }];
        Write(tensors);

        BoundNetwork network = ZooSpecs.Networks[model] with { Training = null };
        using var subject = new ZooSubject(network, 1);
        subject.Net.LoadWeights(file);

        var numbers = tensors.Where(t => t.Shape.Length > 0).Select((t, i) => (t.Name, Number: i + 1f)).ToDictionary(t => t.Name, t => t.Number);
        Assert.Equal(numbers.Keys.Order(), subject.Net.ParameterNames.Order());
        Assert.All(subject.Parameters, parameter => Assert.Equal((numbers[parameter.Name], numbers[parameter.Name]), (parameter.Values[0], parameter.Values[^1])));
    }

    public void Dispose() => File.Delete(file);

    void Write((string Name, long[] Shape)[] tensors)
    {
        var header = new JsonObject();
        long at = 0;
        foreach ((string name, long[] shape) in tensors)
        {
            bool counter = name.EndsWith("num_batches_tracked", StringComparison.Ordinal);
            long end = at + (counter ? 8 : 4 * shape.Aggregate(1L, (a, b) => a * b));
            header[name] = new JsonObject
            {
                ["dtype"] = counter ? "I64" : "F32",
                ["shape"] = new JsonArray([.. shape.Select(d => JsonValue.Create(d))]),
                ["data_offsets"] = new JsonArray(at, end),
            };
            at = end;
        }
        byte[] json = Encoding.UTF8.GetBytes(header.ToJsonString());
        using FileStream stream = File.Create(file);
        stream.Write(BitConverter.GetBytes((long)json.Length));
        stream.Write(json);
        stream.SetLength(8 + json.Length + at);
        int number = 0;
        foreach ((string name, long[] shape) in tensors.Where(t => t.Shape.Length > 0))
        {
            byte[] value = BitConverter.GetBytes((float)++number);
            JsonArray offsets = header[name]!["data_offsets"]!.AsArray();
            foreach (long offset in new[] { (long)offsets[0]!, (long)offsets[1]! - sizeof(float) })
            {
                stream.Position = sizeof(long) + json.Length + offset;
                stream.Write(value);
            }
        }
    }

    static IEnumerable<(string, long[])> AlexNet() =>
    [
        .. Conv("features.0", 64, 3, 11), .. Conv("features.3", 192, 64, 5), .. Conv("features.6", 384, 192, 3), .. Conv("features.8", 256, 384, 3),
        .. Conv("features.10", 256, 256, 3),
        .. Linear("classifier.1", 4096, 9216), .. Linear("classifier.4", 4096, 4096), .. Linear("classifier.6", 1000, 4096),
    ];

    static IEnumerable<(string, long[])> Vgg16()
    {
        (int index, int inputs) = (0, 3);
        foreach (int channels in new[] { 64, 64, 0, 128, 128, 0, 256, 256, 256, 0, 512, 512, 512, 0, 512, 512, 512, 0 })
        {
            if (channels > 0)
            {
                foreach (var tensor in Conv($"features.{index}", channels, inputs, 3)) yield return tensor;
                inputs = channels;
            }
            index += channels > 0 ? 2 : 1; // a rectifier follows each convolution
        }
        foreach (var tensor in Linear("classifier.0", 4096, 512 * 7 * 7).Concat(Linear("classifier.3", 4096, 4096)).Concat(Linear("classifier.6", 1000, 4096))) yield return tensor;
    }

    static IEnumerable<(string, long[])> ResNet(int[] counts, bool bottleneck)
    {
        List<(string, long[])> all = [.. Conv("conv1", 64, 3, 7, bias: false), .. Norm("bn1", 64)];
        int inputs = 64, expansion = bottleneck ? 4 : 1;
        for (int stage = 0; stage < 4; stage++)
        {
            int channels = 64 << stage;
            for (int i = 0; i < counts[stage]; i++)
            {
                string at = $"layer{stage + 1}.{i}.";
                if (bottleneck)
                {
                    all.AddRange(
                    [
                        .. Conv(at + "conv1", channels, inputs, 1, bias: false), .. Norm(at + "bn1", channels),
                        .. Conv(at + "conv2", channels, channels, 3, bias: false), .. Norm(at + "bn2", channels),
                        .. Conv(at + "conv3", 4 * channels, channels, 1, bias: false), .. Norm(at + "bn3", 4 * channels),
                    ]);
                }
                else
                {
                    all.AddRange(
                    [
                        .. Conv(at + "conv1", channels, inputs, 3, bias: false), .. Norm(at + "bn1", channels),
                        .. Conv(at + "conv2", channels, channels, 3, bias: false), .. Norm(at + "bn2", channels),
                    ]);
                }
                if (i == 0 && (stage > 0 || bottleneck))
                    all.AddRange([.. Conv(at + "downsample.0", channels * expansion, inputs, 1, bias: false), .. Norm(at + "downsample.1", channels * expansion)]);
                inputs = channels * expansion;
            }
        }
        return [.. all, .. Linear("fc", 1000, inputs)];
    }

    static IEnumerable<(string, long[])> GoogLeNet()
    {
        List<(string, long[])> all = [.. Unit("conv1", 64, 3, 7), .. Unit("conv2", 64, 64, 1), .. Unit("conv3", 192, 64, 3)];
        int inputs = 192;
        foreach ((string name, int[] c) in new (string, int[])[]
        {
            ("3a", [64, 96, 128, 16, 32, 32]), ("3b", [128, 128, 192, 32, 96, 64]), ("4a", [192, 96, 208, 16, 48, 64]), ("4b", [160, 112, 224, 24, 64, 64]),
            ("4c", [128, 128, 256, 24, 64, 64]), ("4d", [112, 144, 288, 32, 64, 64]), ("4e", [256, 160, 320, 32, 128, 128]), ("5a", [256, 160, 320, 32, 128, 128]),
            ("5b", [384, 192, 384, 48, 128, 128]),
        })
        {
            string at = $"inception{name}.";
            all.AddRange([.. Unit(at + "branch1", c[0], inputs, 1), .. Unit(at + "branch2.0", c[1], inputs, 1), .. Unit(at + "branch2.1", c[2], c[1], 3),
                .. Unit(at + "branch3.0", c[3], inputs, 1), .. Unit(at + "branch3.1", c[4], c[3], 3), .. Unit(at + "branch4.1", c[5], inputs, 1)]);
            inputs = c[0] + c[2] + c[4] + c[5];
        }
        return [.. all, .. Linear("fc", 1000, 1024)];
    }

    static IEnumerable<(string, long[])> Side(string name, long inputs) =>
        [.. Unit(name + ".conv", 128, inputs, 1), .. Linear(name + ".fc1", 1024, 128 * 4 * 4), .. Linear(name + ".fc2", 1000, 1024)];

    static IEnumerable<(string, long[])> DenseNet121()
    {
        List<(string, long[])> all = [.. Conv("features.conv0", 64, 3, 7, bias: false), .. Norm("features.norm0", 64)];
        int inputs = 64;
        int[] counts = [6, 12, 24, 16];
        for (int block = 0; block < 4; block++)
        {
            for (int i = 0; i < counts[block]; i++, inputs += 32)
            {
                string at = $"features.denseblock{block + 1}.denselayer{i + 1}.";
                all.AddRange(
                [
                    .. Norm(at + "norm1", inputs), .. Conv(at + "conv1", 128, inputs, 1, bias: false),
                    .. Norm(at + "norm2", 128), .. Conv(at + "conv2", 32, 128, 3, bias: false),
                ]);
            }
            if (block == 3) break;
            all.AddRange([.. Norm($"features.transition{block + 1}.norm", inputs), .. Conv($"features.transition{block + 1}.conv", inputs / 2, inputs, 1, bias: false)]);
            inputs /= 2;
        }
        return [.. all, .. Norm("features.norm5", inputs), .. Linear("classifier", 1000, inputs)];
    }

    static IEnumerable<(string, long[])> Unit(string name, long outputs, long inputs, long kernel) =>
        [.. Conv(name + ".conv", outputs, inputs, kernel, bias: false), .. Norm(name + ".bn", outputs)];

    static IEnumerable<(string, long[])> Conv(string name, long outputs, long inputs, long kernel, bool bias = true)
    {
        yield return (name + ".weight", [outputs, inputs, kernel, kernel]);
        if (bias) yield return (name + ".bias", [outputs]);
    }

    static IEnumerable<(string, long[])> Linear(string name, long outputs, long inputs) => [(name + ".weight", [outputs, inputs]), (name + ".bias", [outputs])];

    static IEnumerable<(string, long[])> Norm(string name, long channels) =>
    [
        (name + ".weight", [channels]), (name + ".bias", [channels]), (name + ".running_mean", [channels]), (name + ".running_var", [channels]),
        (name + ".num_batches_tracked", []),
    ];
}
