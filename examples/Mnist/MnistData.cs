using System;
using System.IO;
using System.IO.Compression;
using System.Linq;
using NetGen.Data;

namespace Mnist;

/// <summary>The images and labels of a directory of IDX files.</summary>
internal sealed record MnistData(DataSet Train, DataSet Test)
{
    private const int Pixels = 28 * 28;
    private const int Classes = 10;

    // Of MNIST's training images, on the scale of 0 to 1.
    private const float Mean = 0.1307f;
    private const float Deviation = 0.3081f;

    /// <summary>What a black pixel becomes.</summary>
    public const float Black = -Mean / Deviation;

    /// <param name="directory">Has the four files, plain or compressed.</param>
    /// <param name="mapped">A directory for plain copies of the training files, which are mapped and not read into memory; null to read them.</param>
    public static MnistData Read(string directory, string? mapped = null)
    {
        if (!Directory.Exists(directory))
            throw new DirectoryNotFoundException($"there is no directory {directory}");
        return new MnistData(ReadPart(directory, "train", mapped), ReadPart(directory, "t10k"));
    }

    private static DataSet ReadPart(string directory, string part, string? mapped = null)
    {
        string images = Find(directory, $"{part}-images", "idx3-ubyte");
        string labels = Find(directory, $"{part}-labels", "idx1-ubyte");
        DataSet data = IdxFile.ReadLabelledImages(images, labels, Mean, Deviation);
        if (data["image"].RowLength != Pixels)
            throw new InvalidDataException($"{images}: the images have {data["image"].RowLength} pixels; LeNet-5 reads {Pixels}");
        foreach (int label in data["label"].Ints)
        {
            if (label is < 0 or >= Classes)
                throw new InvalidDataException($"{labels}: label {label} is not one of 0 to {Classes - 1}");
        }
        return mapped is null ? data : IdxFile.MapLabelledImages(Unpack(images, mapped), Unpack(labels, mapped), Mean, Deviation);
    }

    private static string Unpack(string path, string directory)
    {
        if (!path.EndsWith(".gz", StringComparison.Ordinal))
            return path;

        string plain = Path.Combine(directory, Path.GetFileNameWithoutExtension(path));
        using var packed = new GZipStream(File.OpenRead(path), CompressionMode.Decompress);
        using FileStream file = File.Create(plain);
        packed.CopyTo(file);
        return plain;
    }

    /// <summary>Archives differ in the sign before the last part of the name, and in whether they are unpacked.</summary>
    private static string Find(string directory, string name, string kind)
    {
        string[] candidates = [$"{name}-{kind}.gz", $"{name}-{kind}", $"{name}.{kind}.gz", $"{name}.{kind}"];
        return candidates.Select(file => Path.Combine(directory, file)).FirstOrDefault(File.Exists)
            ?? throw new FileNotFoundException($"there is no {name}-{kind}, plain or .gz, in {directory}");
    }
}
