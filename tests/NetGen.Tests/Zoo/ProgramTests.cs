using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;
using global::Zoo;
using NetGen.Compiler;
using NetGen.Oracle.Checks;
using NetGen.Oracle.Zoo;
using NetGen.Tests.Binding;
using NetGen.Tests.Harness;
using NetGen.Tests.Runtime;
using Xunit;

namespace NetGen.Tests.Zoo;

/// <summary>The parts of the zoo's program, on networks that are small enough to be compiled here. Its commands, on those of the zoo, are a phase of <c>.ci/run</c>.</summary>
public sealed class ProgramTests : IDisposable
{
    const int Size = 8, Classes = 3;

    static readonly Assembly Networks = GeneratedAssembly.Load(CaseSources.Generate(
        [
            Specs.One($"network Grey2\ninput image: 1x{Size}x{Size}\nunroll tiles\nconv 4 3x3 | relu | globalavgpool | dense {Classes}\n"
                + "train\n  loss softmax-cross-entropy\n  optimizer adam lr=1e-2"),
            Specs.One($"network Grey1\ninput image: 1x{Size}x{Size}\nunroll tiles\ndense {Classes}\ntrain\n  loss mse\n  optimizer sgd"),
            Specs.One("network Coloured\ninput image: 3x32x32\nunroll tiles\nmaxpool 8 | dense 10\ntrain\n  loss softmax-cross-entropy\n  optimizer adam lr=1e-2"),
        ], TargetSet.Scalar));

    readonly TemporaryDirectory directory = new();

    public void Dispose() => directory.Dispose();

    [Fact]
    public void NetworksAreFoundAndTellWhatTheyRead()
    {
        IReadOnlyList<ZooNetwork> networks = ZooNetwork.In(Networks);

        Assert.Equal(["Coloured", "Grey1", "Grey2"], networks.Select(network => network.Name));
        Assert.Equal([(3, 32, 32), (1, Size, Size), (1, Size, Size)], networks.Select(network => network.Input));
        Assert.Equal([10, Classes, Classes], networks.Select(network => network.OutputLength));
        Assert.Equal([true, false, true], networks.Select(network => network.IsClassifier));
    }

    [Fact]
    public void EveryNetworkOfTheFolderReadsOneImage() =>
        Assert.All(ZooSpecs.Networks.Values, network => Assert.Equal(3, network.Values[Assert.Single(network.Inputs)].Shape.Rank));

    [Fact]
    public void TheListHasALineForEach()
    {
        var text = new StringWriter();
        Listing.WriteText(text, ZooNetwork.In(Networks).Select(network => network.Description));
        string[] lines = text.ToString().TrimEnd().Split('\n');

        Assert.Equal(4, lines.Length);
        Assert.Matches($"^Grey1 +{(Size * Size * Classes) + Classes} +{Size * Size * Classes} +[0-9,]+ +[0-9,]+ +[0-9,]+$", lines[2].TrimEnd());
    }

    [Fact]
    public void TrainingLearnsSavesAndIsLimited()
    {
        WriteIdx("train", 300);
        WriteIdx("t10k", 60);

        Assert.InRange(Train("Grey2", directory.Path, epochs: 40), 0.9, 1);

        string weights = File.ReadAllText(directory["weights"]);
        Assert.Contains("dense1.weight", weights, StringComparison.Ordinal);
        // One test image is right or wrong.
        Assert.Contains(Train("Grey2", directory.Path, epochs: 1, limit: 1), new double[] { 0, 1 });
    }

    [Fact]
    public void CifarIsRead()
    {
        for (int i = 1; i <= 5; i++) WriteCifar($"data_batch_{i}.bin", 20);
        WriteCifar("test_batch.bin", 10);

        Assert.InRange(Train("Coloured", directory.Path, epochs: 20), 0.9, 1);

        directory.Write("data_batch_3.bin", new byte[3074]);
        Refused("Coloured", "data_batch_3.bin: 3074 bytes are not a whole number of images");
    }

    [Fact]
    public void WhatDoesNotFitIsToldOfItsFile()
    {
        Refused("Grey1", "no trainer that takes class labels");
        WriteIdx("train", 5);
        WriteIdx("t10k", 0);
        Refused("Grey2", "t10k-images-idx3-ubyte: 0x8x8: there are no images in it");
        WriteIdx("t10k", 2, label: 7);
        Refused("Grey2", "t10k-labels-idx1-ubyte: label 7 is not one of 0 to 2");
        WriteIdx("t10k", 2);
        WriteIdx("train", 5, size: Size + 1);
        Refused("Grey2", "Grey2 reads 1x8x8, and the images are 1x9x9");
        File.Delete(directory["train-labels-idx1-ubyte"]);
        Assert.Contains("no train-labels-idx1-ubyte", Assert.Throws<FileNotFoundException>(() => Train("Grey2", directory.Path)).Message, StringComparison.Ordinal);
        Assert.Contains("none of mnist, fashion and cifar10", Assert.Throws<DirectoryNotFoundException>(() => Train("Grey2", directory["none"])).Message, StringComparison.Ordinal);
        Assert.Throws<DirectoryNotFoundException>(() => Train("Grey2", "cifar10"));
        Assert.False(File.Exists(directory["weights"]));

        void Refused(string network, string message) => this.Refused(network, message);
    }

    [Fact]
    public void ABatchBeyondTheMemoryIsTold()
    {
        using Network net = Of("Grey2").Make(1, 1);
        string message = Assert.Throws<OutOfMemoryException>(() => Of("Grey2").MakeTrainer(net, int.MaxValue, 1)).Message;

        Assert.Matches("^training Grey2 on batches of 2147483647 takes [0-9.]+ GB .* a smaller --batch takes less$", message);
    }

    [Fact]
    public void PredictionAndTrainingAreMeasured()
    {
        var text = new StringWriter();
        new Measurement(Of("Grey2"), batchSize: 4, threads: 1) { Duration = TimeSpan.Zero }.Run(text);
        new Measurement(Of("Grey1"), batchSize: 4, threads: 1) { Duration = TimeSpan.Zero }.Run(text);

        Assert.Equal(["predict 1", "train 4", "predict 1"], text.ToString().TrimEnd().Split('\n').Select(line => line.Split("  ")[0]));
    }

    static ZooNetwork Of(string name) => ZooNetwork.In(Networks).Single(network => network.Name == name);

    double Train(string network, string source, int epochs = 1, int limit = int.MaxValue) =>
        new Training(Of(network)) { Epochs = epochs, BatchSize = 8, Seed = 1, Threads = 1, Limit = limit, Output = directory["weights"] }.Run(source);

    void Refused(string network, string message) =>
        Assert.Contains(message, Assert.Throws<InvalidDataException>(() => Train(network, directory.Path)).Message, StringComparison.Ordinal);

    /// <summary>Images that are the brighter the higher their class is.</summary>
    void WriteIdx(string part, int count, int? label = null, int size = Size)
    {
        byte[] labels = [.. Enumerable.Range(0, count).Select(i => (byte)(label ?? i % Classes))];
        directory.Write($"{part}-images-idx3-ubyte", [.. Header(8, 3, count, size, size), .. labels.SelectMany(l => Enumerable.Repeat((byte)(l * 80), size * size))]);
        directory.Write($"{part}-labels-idx1-ubyte", [.. Header(8, 1, count), .. labels]);

        static byte[] Header(byte type, byte rank, params int[] shape) => [0, 0, type, rank, .. shape.SelectMany(n => BitConverter.GetBytes(n).Reverse())];
    }

    void WriteCifar(string name, int count) =>
        directory.Write(name, [.. Enumerable.Range(0, count).SelectMany(i => Enumerable.Repeat((byte)(i % 2 * 200), 3 * 32 * 32).Prepend((byte)(i % 2)))]);
}
