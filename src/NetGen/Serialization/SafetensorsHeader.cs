using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.IO;
using System.Text.Json;
using System.Text.Unicode;

namespace NetGen;

/// <summary>Reads and checks the header of a safetensors file: 8 bytes of length, then JSON, then the tensors back to back.</summary>
/// <remarks>
/// The format: https://github.com/huggingface/safetensors. The file is not trusted: every length is compared with the file's before
/// anything is allocated, and the tensors must cover the bytes behind the header exactly, without overlap or gap.
/// </remarks>
internal static class SafetensorsHeader
{
    /// <summary>The format's own limit of the header's size.</summary>
    public const int MaxBytes = 100_000_000;

    private const int LengthBytes = sizeof(ulong);

    /// <summary>The tensors in the order of their bytes.</summary>
    /// <param name="stream">The file, at its beginning.</param>
    /// <param name="file">What messages call it.</param>
    /// <param name="metadata">Gets what the file says of itself, where that matters.</param>
    /// <exception cref="InvalidDataException">The header is malformed, or contradicts the file's length.</exception>
    public static List<SafetensorsEntry> Read(Stream stream, string file, Dictionary<string, string>? metadata = null)
    {
        long fileBytes = stream.Length - stream.Position;
        Span<byte> length = stackalloc byte[LengthBytes];
        if (fileBytes < LengthBytes)
            throw Malformed(file, $"not a safetensors file: {fileBytes} bytes are too few for a header.");

        stream.ReadExactly(length);
        ulong headerBytes = BinaryPrimitives.ReadUInt64LittleEndian(length);
        if (length.SequenceEqual(PackedFormat.Magic))
            throw Malformed(file, $"these are packed weights, not safetensors: make the network over them, with {nameof(PackedWeights)}.");
        if (headerBytes > MaxBytes)
            throw Malformed(file, $"not a safetensors file: its first {LengthBytes} bytes say that a header of {headerBytes} follows, and the format allows {MaxBytes}.");
        if (headerBytes > (ulong)(fileBytes - LengthBytes))
            throw Malformed(file, $"not a safetensors file, or one that is truncated: its header should have {headerBytes} bytes, and only {fileBytes - LengthBytes} follow.");

        var json = new byte[headerBytes];
        stream.ReadExactly(json);
        List<SafetensorsEntry> entries = Parse(json, file, LengthBytes + (long)headerBytes, metadata);
        CheckCoverage(entries, file, LengthBytes + (long)headerBytes, fileBytes);
        return entries;
    }

    private static List<SafetensorsEntry> Parse(byte[] json, string file, long dataBegin, Dictionary<string, string>? metadata)
    {
        if (!Utf8.IsValid(json))
            throw Malformed(file, "the header is not valid UTF-8.");

        var entries = new List<SafetensorsEntry>();
        var names = new HashSet<string>(StringComparer.Ordinal);
        string place = "header";
        try
        {
            var reader = new Utf8JsonReader(json);
            Expect(ref reader, JsonTokenType.StartObject, file, place);
            while (Next(ref reader) == JsonTokenType.PropertyName)
            {
                string name = reader.GetString()!;
                place = $"tensor '{name}'";
                if (!names.Add(name))
                    throw Malformed(file, $"{place} occurs twice.");

                if (name != "__metadata__")
                    entries.Add(ParseEntry(ref reader, name, file, place, dataBegin));
                else
                    ParseMetadata(ref reader, file, metadata);
                place = $"header, behind '{name}'";
            }
            if (reader.Read())
                throw Malformed(file, $"text behind the header's object.");
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            throw Malformed(file, $"{place}: the header is not valid JSON: {e.Message}", e);
        }
        return entries;
    }

    private static SafetensorsEntry ParseEntry(ref Utf8JsonReader reader, string name, string file, string place, long dataBegin)
    {
        string? type = null;
        List<long>? shape = null;
        List<long>? offsets = null;
        Expect(ref reader, JsonTokenType.StartObject, file, place);
        while (Next(ref reader) == JsonTokenType.PropertyName)
        {
            string field = reader.GetString()!;
            switch (field)
            {
                case "dtype" when type is null:
                    Expect(ref reader, JsonTokenType.String, file, $"{place}, dtype");
                    type = reader.GetString()!;
                    break;
                case "shape" when shape is null:
                    shape = ParseNumbers(ref reader, file, $"{place}, shape");
                    break;
                case "data_offsets" when offsets is null:
                    offsets = ParseNumbers(ref reader, file, $"{place}, data_offsets");
                    break;
                default:
                    throw Malformed(file, $"{place}: field '{field}' is unknown or occurs twice.");
            }
        }
        if (type is null || shape is null || offsets is null)
            throw Malformed(file, $"{place} lacks dtype, shape or data_offsets.");
        if (offsets.Count != 2 || offsets[1] < offsets[0])
            throw Malformed(file, $"{place}: data_offsets [{string.Join(", ", offsets)}] are not a begin and an end.");

        long bytes = offsets[1] - offsets[0];
        CheckSize(type, shape, bytes, file, place);
        if (offsets[0] > long.MaxValue - dataBegin)
            throw Malformed(file, $"{place} lies beyond the end of the file.");
        return new SafetensorsEntry(name, type, [.. shape], dataBegin + offsets[0], bytes);
    }

    private static void ParseMetadata(ref Utf8JsonReader reader, string file, Dictionary<string, string>? metadata)
    {
        Expect(ref reader, JsonTokenType.StartObject, file, "__metadata__");
        if (metadata is null)
        {
            reader.Skip();
            return;
        }
        while (Next(ref reader) == JsonTokenType.PropertyName)
        {
            string key = reader.GetString()!;
            Expect(ref reader, JsonTokenType.String, file, $"__metadata__, '{key}'");
            metadata[key] = reader.GetString()!;
        }
    }

    private static List<long> ParseNumbers(ref Utf8JsonReader reader, string file, string place)
    {
        var numbers = new List<long>();
        Expect(ref reader, JsonTokenType.StartArray, file, place);
        while (Next(ref reader) != JsonTokenType.EndArray)
        {
            if (reader.TokenType != JsonTokenType.Number || !reader.TryGetInt64(out long number) || number < 0)
                throw Malformed(file, $"{place}: expected whole numbers from 0 to 2^63 - 1.");
            numbers.Add(number);
        }
        return numbers;
    }

    private static void CheckSize(string type, List<long> shape, long bytes, string file, string place)
    {
        long size = type switch
        {
            "F64" or "I64" or "U64" or "C64" => 8,
            "F32" or "I32" or "U32" => 4,
            "F16" or "BF16" or "I16" or "U16" => 2,
            "I8" or "U8" or "BOOL" or "F8_E4M3" or "F8_E5M2" or "F8_E8M0" => 1,
            _ => throw Malformed(file, $"{place}: unknown dtype '{type}'."),
        };
        foreach (long extent in shape)
        {
            if (extent != 0 && size > long.MaxValue / extent)
                throw Malformed(file, $"{place}: the size of shape [{string.Join(", ", shape)}] overflows.");
            size *= extent;
        }
        if (size != bytes)
            throw Malformed(file, $"{place}: {type} of shape [{string.Join(", ", shape)}] takes {size} bytes, its data_offsets say {bytes}.");
    }

    private static void CheckCoverage(List<SafetensorsEntry> entries, string file, long dataBegin, long fileBytes)
    {
        entries.Sort((a, b) => (a.Position, a.Bytes).CompareTo((b.Position, b.Bytes)));
        long position = dataBegin;
        foreach (SafetensorsEntry entry in entries)
        {
            if (entry.Position < position)
                throw Malformed(file, $"tensor '{entry.Name}' overlaps the one before it.");
            if (entry.Position > position)
                throw Malformed(file, $"a gap of {entry.Position - position} bytes lies before tensor '{entry.Name}'.");
            if (entry.Bytes > fileBytes - position)
                throw Malformed(file, $"tensor '{entry.Name}' reaches beyond the end of the file: the file is truncated.");
            position += entry.Bytes;
        }
        if (position != fileBytes)
            throw Malformed(file, $"{fileBytes - position} bytes follow the last tensor.");
    }

    private static void Expect(ref Utf8JsonReader reader, JsonTokenType expected, string file, string place)
    {
        JsonTokenType found = Next(ref reader);
        if (found != expected)
            throw Malformed(file, $"{place}: expected {expected}, found {found}.");
    }

    private static JsonTokenType Next(ref Utf8JsonReader reader) => reader.Read() ? reader.TokenType : JsonTokenType.None;

    private static InvalidDataException Malformed(string file, string problem, Exception? cause = null) => new($"{file}: {problem}", cause);
}
