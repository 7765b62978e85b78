using System;
using System.Buffers;
using System.Buffers.Binary;
using System.IO;
using System.Text.Json;

namespace NetGen;

/// <summary>Writes parameters as a safetensors file, one tensor at a time.</summary>
internal static class SafetensorsWriter
{
    // The tensors begin at a multiple of 8 bytes, so that others can map the file into memory.
    private const int HeaderAlignment = 8;

    public static void Write(Stream stream, ParameterSet parameters)
    {
        ReadOnlySpan<byte> header = Header(parameters);
        int padded = (header.Length + HeaderAlignment - 1) / HeaderAlignment * HeaderAlignment;
        Span<byte> length = stackalloc byte[sizeof(ulong)];
        BinaryPrimitives.WriteUInt64LittleEndian(length, (ulong)padded);
        stream.Write(length);
        stream.Write(header);
        stream.Write("       "u8[..(padded - header.Length)]);

        float[] values = [];
        foreach (Parameter parameter in parameters)
        {
            if (values.Length < parameter.Count)
                values = new float[parameter.Count];
            Span<float> canonical = values.AsSpan(0, parameter.Count);
            parameter.CopyTo(canonical);
            FloatStream.Write(stream, canonical);
        }
    }

    private static ReadOnlySpan<byte> Header(ParameterSet parameters)
    {
        var text = new ArrayBufferWriter<byte>();
        using var json = new Utf8JsonWriter(text);
        json.WriteStartObject();
        json.WriteStartObject("__metadata__");
        json.WriteString("format", "pt");
        json.WriteEndObject();
        long offset = 0;
        foreach (Parameter parameter in parameters)
        {
            json.WriteStartObject(parameter.Name);
            json.WriteString("dtype", "F32");
            json.WriteStartArray("shape");
            foreach (int extent in parameter.Shape)
                json.WriteNumberValue(extent);
            json.WriteEndArray();
            json.WriteStartArray("data_offsets");
            json.WriteNumberValue(offset);
            offset += (long)parameter.Count * sizeof(float);
            json.WriteNumberValue(offset);
            json.WriteEndArray();
            json.WriteEndObject();
        }
        json.WriteEndObject();
        json.Flush();
        return text.WrittenSpan;
    }
}
