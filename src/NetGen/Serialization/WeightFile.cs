using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;

namespace NetGen;

/// <summary>Saves and loads the parameters of a network.</summary>
internal static unsafe class WeightFile
{
    private const int MostProblems = 20;

    public static void Save(string path, ParameterSet parameters) =>
        AtomicFile.Write(path, FloatTensor.Of(parameters), SafetensorsWriter.Write);

    /// <summary>Reads into a second buffer, which replaces the first only when all has been read.</summary>
    public static void Load(Stream stream, string name, NetworkLayout layout, float* weights)
    {
        List<SafetensorsEntry> entries = SafetensorsHeader.Read(stream, name);
        Match(entries, layout, name);

        using var staging = new AlignedBuffer(layout.Floats);
        var parameters = new ParameterSet(layout, staging);
        float[] values = [];
        foreach (SafetensorsEntry entry in entries)
        {
            if (IsIgnored(entry))
            {
                stream.Seek(entry.Bytes, SeekOrigin.Current);
                continue;
            }
            Parameter parameter = parameters[entry.Name];
            if (values.Length < parameter.Count)
                values = new float[parameter.Count];
            Span<float> canonical = values.AsSpan(0, parameter.Count);
            FloatStream.ReadExactly(stream, canonical);
            parameter.CopyFrom(canonical);
        }
        new ReadOnlySpan<float>(staging.Pointer, layout.Floats).CopyTo(new Span<float>(weights, layout.Floats));
    }

    /// <summary>PyTorch's batch normalization counts its batches, which nothing here needs, and a checkpoint has more than weights.</summary>
    private static bool IsIgnored(SafetensorsEntry entry) => entry.Name.Contains(FloatTensor.NoParameter) || (entry.Name.EndsWith(".num_batches_tracked", StringComparison.Ordinal) && entry is { Type: "I64", Bytes: sizeof(long) });

    private static void Match(List<SafetensorsEntry> entries, NetworkLayout layout, string path)
    {
        var found = entries.ToDictionary(entry => entry.Name, StringComparer.Ordinal);
        var problems = new List<string>();
        foreach (ParameterLayout parameter in layout.Parameters)
        {
            string expected = Shapes.Format(parameter.Shape.AsSpan());
            if (!found.Remove(parameter.Name, out SafetensorsEntry? entry))
                problems.Add($"missing: {parameter.Name} ({expected})");
            else if (entry.Type != "F32")
                problems.Add($"type: {parameter.Name} is {entry.Type}; only F32 can be loaded, convert the file first");
            else if (!entry.Shape.SequenceEqual(parameter.Shape.Select(extent => (long)extent)))
                problems.Add($"shape: {parameter.Name} is {Shapes.Format(entry.Shape.AsSpan())}, the network has {expected}");
        }
        foreach (SafetensorsEntry entry in entries.Where(entry => found.ContainsKey(entry.Name) && !IsIgnored(entry)))
            problems.Add($"unexpected: {entry.Name} ({Shapes.Format(entry.Shape.AsSpan())})");

        if (problems.Count > 0)
            throw new InvalidDataException($"{path}: the file does not fit the network:\n  {string.Join("\n  ", problems.Take(MostProblems))}"
                + (problems.Count > MostProblems ? $"\n  and {problems.Count - MostProblems} more" : ""));
    }
}
