using System;
using System.IO;
using System.Linq;
using NetGen.Data;
using NetGen.Shared;

namespace Zoo;

/// <summary>The training and test images of a directory, as IDX or as CIFAR-10's files.</summary>
internal static class ImageFiles
{
    private const string CifarDirectory = "cifar-10-batches-bin";
    private const string CifarTest = "test_batch.bin";

    /// <summary>Reads a data set by its name, or a directory.</summary>
    /// <param name="source"><c>mnist</c>, <c>fashion</c>, <c>cifar10</c> or a directory.</param>
    public static (LabelledImages Train, LabelledImages Test) Read(string source) => source switch
    {
        "mnist" => ReadIdx(Path.Combine(AppContext.BaseDirectory, "data")),
        "fashion" when !Directory.Exists(FashionMnist.Directory) => throw new DirectoryNotFoundException(FashionMnist.HowToGet),
        "fashion" => ReadIdx(FashionMnist.Directory),
        "cifar10" when !Directory.Exists(CifarDirectory) => throw new DirectoryNotFoundException(
            $"there is no {CifarDirectory} in the current directory; unpack CIFAR-10's binary version (https://www.cs.toronto.edu/~kriz/cifar.html) here, or give its directory."),
        "cifar10" => ReadCifar(CifarDirectory),
        _ when !Directory.Exists(source) => throw new DirectoryNotFoundException($"there is no directory {source}, and it is none of mnist, fashion and cifar10"),
        _ when File.Exists(Path.Combine(source, CifarTest)) => ReadCifar(source),
        _ => ReadIdx(source),
    };

    private static (LabelledImages Train, LabelledImages Test) ReadCifar(string directory) => (
        ReadCifarFiles([.. Enumerable.Range(1, 5).Select(i => Path.Combine(directory, $"data_batch_{i}.bin"))]),
        ReadCifarFiles(Path.Combine(directory, CifarTest)));

    private static LabelledImages ReadCifarFiles(params string[] paths)
    {
        (NumericArray images, NumericArray labels) = CifarFile.Read(paths);
        return new LabelledImages(CifarFile.Channels, CifarFile.Height, CifarFile.Width, images.Bytes.ToArray(), labels.ToInts());
    }

    private static (LabelledImages Train, LabelledImages Test) ReadIdx(string directory) => (ReadIdxPair(directory, "train"), ReadIdxPair(directory, "t10k"));

    private static LabelledImages ReadIdxPair(string directory, string part)
    {
        NumericArray images = IdxFile.Read(Find(directory, $"{part}-images", "idx3-ubyte"));
        NumericArray labels = IdxFile.Read(Find(directory, $"{part}-labels", "idx1-ubyte"));
        if (images.Type != ElementType.UInt8 || images.Shape.Length != 3 || images.Count == 0)
            throw new InvalidDataException($"{images.File}: {images.Type} in {images.Shape.Length} dimensions are not images of bytes");
        if (labels.Shape.Length != 1 || labels.Count != images.Shape[0])
            throw new InvalidDataException($"{labels.File}: {labels.Count} labels for {images.Shape[0]} images");
        return new LabelledImages(1, images.Shape[1], images.Shape[2], images.Bytes.ToArray(), labels.ToInts());
    }

    /// <summary>Archives differ in the sign before the last part of the name, and in whether they are unpacked.</summary>
    private static string Find(string directory, string name, string kind)
    {
        string[] candidates = [$"{name}-{kind}.gz", $"{name}-{kind}", $"{name}.{kind}.gz", $"{name}.{kind}"];
        return candidates.Select(file => Path.Combine(directory, file)).FirstOrDefault(File.Exists)
            ?? throw new FileNotFoundException($"there is no {name}-{kind}, plain or .gz, in {directory}");
    }
}
