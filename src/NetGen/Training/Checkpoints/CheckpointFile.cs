using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;

namespace NetGen;

/// <summary>A file with all state of a trainer, and numbers and texts beside it.</summary>
internal sealed class CheckpointFile
{
    private const string Version = "1";
    private const string VersionKey = "netgen.checkpoint";

    private readonly Dictionary<string, string> metadata = new(StringComparer.Ordinal);
    private readonly List<SafetensorsEntry> entries;

    /// <summary>Reads the header, and all of the file to compare it with its checksum.</summary>
    /// <exception cref="InvalidDataException">The file is damaged, or no checkpoint; the message names it.</exception>
    public CheckpointFile(string path)
    {
        Path = path;
        using FileStream stream = Open(path);
        entries = SafetensorsHeader.Read(stream, path, metadata);
        if (!metadata.TryGetValue(VersionKey, out string? version) || version != Version || entries.Count == 0 ||
            entries[^1] is not { Name: SafetensorsWriter.Checksum, Type: "U32", Bytes: sizeof(uint) })
            throw new InvalidDataException($"{path}: the file is no checkpoint of version {Version}.");

        entries.RemoveAt(entries.Count - 1);
        stream.Position = 0;
        uint found = ChecksumStream.Of(stream, stream.Length - sizeof(uint));
        Span<byte> expected = stackalloc byte[sizeof(uint)];
        stream.ReadExactly(expected);
        if (found != BinaryPrimitives.ReadUInt32LittleEndian(expected))
            throw new InvalidDataException($"{path}: the file is damaged: its checksum is not that of its content.");
    }

    public string Path { get; }

    /// <summary>What stands in the header under a key.</summary>
    /// <exception cref="InvalidDataException">Nothing does.</exception>
    public string this[string key] => metadata.TryGetValue(key, out string? value) ? value : throw new InvalidDataException($"{Path}: the checkpoint has no {key}.");

    /// <exception cref="IOException">The file cannot be written; one that was there stays.</exception>
    public static void Write(string path, Trainer trainer, FloatTensor[] more, IEnumerable<KeyValuePair<string, string>> beside)
    {
        var metadata = new Dictionary<string, string>(beside, StringComparer.Ordinal) { [VersionKey] = Version };
        foreach ((string key, string value) in trainer.StateNumbers)
            metadata.Add(key, value);
        AtomicFile.Write(
            path, (Tensors: (FloatTensor[])[.. trainer.StateTensors, .. more], Metadata: metadata),
            static (stream, content) => SafetensorsWriter.WriteChecked(stream, content.Tensors, content.Metadata));
    }

    /// <summary>Puts the trainer where it was, and what was saved beside it.</summary>
    /// <exception cref="InvalidDataException">It is the state of another network, or of another optimizer; nothing is changed.</exception>
    public void Restore(Trainer trainer, FloatTensor[] more)
    {
        FloatTensor[] tensors = [.. trainer.StateTensors, .. more];
        Match(tensors);
        trainer.RestoreNumbers(this);
        using FileStream stream = Open(Path);
        float[] values = [];
        foreach (FloatTensor tensor in tensors)
        {
            stream.Position = entries.First(entry => entry.Name == tensor.Name).Position;
            if (values.Length < tensor.Count)
                values = new float[tensor.Count];
            FloatStream.ReadExactly(stream, values.AsSpan(0, tensor.Count));
            tensor.CopyFrom(values.AsSpan(0, tensor.Count));
        }
    }

    /// <summary>The number under a key.</summary>
    /// <exception cref="InvalidDataException">There is none.</exception>
    public T Number<T>(string key) where T : IParsable<T> =>
        T.TryParse(this[key], CultureInfo.InvariantCulture, out T? number) ? number : throw new InvalidDataException($"{Path}: {key} is '{this[key]}', which is no number.");

    /// <summary>The numbers under a key, with spaces between them.</summary>
    /// <exception cref="InvalidDataException">There is no such key, or something else under it.</exception>
    public double[] Numbers(string key) =>
    [
        .. this[key].Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(text => double.TryParse(text, CultureInfo.InvariantCulture, out double number)
            ? number
            : throw new InvalidDataException($"{Path}: {key} has '{text}', which is no number.")),
    ];

    private static FileStream Open(string path) => new(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 1 << 16);

    private void Match(FloatTensor[] tensors)
    {
        foreach (FloatTensor tensor in tensors)
        {
            if (entries.FirstOrDefault(entry => entry.Name == tensor.Name) is not { } entry)
                throw new InvalidDataException($"{Path}: the checkpoint does not fit: it has no {tensor.Name} ({Shapes.Format(tensor.Shape.AsSpan())}).");
            if (entry.Type != "F32" || !entry.Shape.SequenceEqual(tensor.Shape.Select(extent => (long)extent)))
                throw new InvalidDataException(
                    $"{Path}: the checkpoint does not fit: {tensor.Name} is {entry.Type} {Shapes.Format(entry.Shape.AsSpan())}, "
                        + $"and {Shapes.Format(tensor.Shape.AsSpan())} is needed.");
        }
        // What early stopping remembers is of use for its own training only.
        if (entries.FirstOrDefault(entry => !entry.Name.StartsWith(EarlyStopper.Prefix, StringComparison.Ordinal) && tensors.All(tensor => tensor.Name != entry.Name)) is { } other)
            throw new InvalidDataException($"{Path}: the checkpoint does not fit: it has {other.Name}, which the network or its optimizer does not.");
    }
}
