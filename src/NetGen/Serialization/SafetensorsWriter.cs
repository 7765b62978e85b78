using System;
using System.Buffers;
using System.Buffers.Binary;
using System.Collections.Generic;
using System.Collections.ObjectModel;
using System.IO;
using System.Text.Json;

namespace NetGen;

/// <summary>Writes a safetensors file, one tensor at a time.</summary>
internal static class SafetensorsWriter
{
    // The tensors begin at a multiple of 8 bytes, so that others can map the file into memory.
    private const int HeaderAlignment = 8;

    /// <summary>What a checksum is called; it stands behind all tensors.</summary>
    public const string Checksum = "checksum:";

    /// <summary>Writes tensors of 32-bit floats.</summary>
    public static void Write(Stream stream, IReadOnlyList<FloatTensor> tensors) => Write(stream, tensors, ReadOnlyDictionary<string, string>.Empty, hasChecksum: false);

    /// <summary>Writes tensors of 32-bit floats and, behind them, the CRC-32C of all bytes before it.</summary>
    public static void WriteChecked(Stream stream, IReadOnlyList<FloatTensor> tensors, IReadOnlyDictionary<string, string> metadata)
    {
        var counted = new ChecksumStream(stream);
        Write(counted, tensors, metadata, hasChecksum: true);
        Span<byte> checksum = stackalloc byte[sizeof(uint)];
        BinaryPrimitives.WriteUInt32LittleEndian(checksum, counted.Value);
        stream.Write(checksum);
    }

    private static void Write(Stream stream, IReadOnlyList<FloatTensor> tensors, IReadOnlyDictionary<string, string> metadata, bool hasChecksum)
    {
        ReadOnlySpan<byte> header = Header(tensors, metadata, hasChecksum);
        int padded = (header.Length + HeaderAlignment - 1) / HeaderAlignment * HeaderAlignment;
        Span<byte> length = stackalloc byte[sizeof(ulong)];
        BinaryPrimitives.WriteUInt64LittleEndian(length, (ulong)padded);
        stream.Write(length);
        stream.Write(header);
        stream.Write("       "u8[..(padded - header.Length)]);

        float[] values = [];
        foreach (FloatTensor tensor in tensors)
        {
            if (values.Length < tensor.Count)
                values = new float[tensor.Count];
            Span<float> canonical = values.AsSpan(0, tensor.Count);
            tensor.CopyTo(canonical);
            FloatStream.Write(stream, canonical);
        }
    }

    private static ReadOnlySpan<byte> Header(IReadOnlyList<FloatTensor> tensors, IReadOnlyDictionary<string, string> metadata, bool hasChecksum)
    {
        var text = new ArrayBufferWriter<byte>();
        using var json = new Utf8JsonWriter(text);
        json.WriteStartObject();
        json.WriteStartObject("__metadata__");
        json.WriteString("format", "pt");
        foreach ((string key, string value) in metadata)
            json.WriteString(key, value);
        json.WriteEndObject();
        long offset = 0;
        foreach (FloatTensor tensor in tensors)
        {
            WriteEntry(json, tensor.Name, "F32", tensor.Shape.AsSpan(), offset, tensor.Count);
            offset += (long)tensor.Count * sizeof(float);
        }
        if (hasChecksum)
            WriteEntry(json, Checksum, "U32", [1], offset, 1);
        json.WriteEndObject();
        json.Flush();
        return text.WrittenSpan;
    }

    private static void WriteEntry(Utf8JsonWriter json, string name, string type, ReadOnlySpan<int> shape, long offset, long count)
    {
        json.WriteStartObject(name);
        json.WriteString("dtype", type);
        json.WriteStartArray("shape");
        foreach (int extent in shape)
            json.WriteNumberValue(extent);
        json.WriteEndArray();
        json.WriteStartArray("data_offsets");
        json.WriteNumberValue(offset);
        json.WriteNumberValue(offset + (count * sizeof(float)));
        json.WriteEndArray();
        json.WriteEndObject();
    }
}
