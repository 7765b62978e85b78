using System;
using System.IO;

namespace NetGen;

/// <summary>Saves and loads the parameters of a network.</summary>
internal static unsafe class WeightFile
{
    public static void Save(string path, ParameterSet parameters) =>
        AtomicFile.Write(path, FloatTensor.Of(parameters), SafetensorsWriter.Write);

    /// <exception cref="InvalidDataException">It is no safetensors file, or does not fit in every respect.</exception>
    public static void Load(Stream stream, string name, NetworkLayout layout, float* weights)
    {
        long start = stream.Position;
        var match = new WeightMatch(name, SafetensorsHeader.Read(stream, name), layout);
        match.RequireAll();
        Read(stream, start, match, layout, weights);
    }

    /// <exception cref="InvalidDataException">It is no safetensors file, or nothing of it fits.</exception>
    public static WeightReport LoadMatching(Stream stream, string name, NetworkLayout layout, float* weights, Func<string, string?>? rename)
    {
        long start = stream.Position;
        var match = new WeightMatch(name, SafetensorsHeader.Read(stream, name), layout, rename);
        match.RequireSome();
        Read(stream, start, match, layout, weights);
        return match.Report;
    }

    /// <summary>Reads into a second buffer, which replaces the first only when all has been read.</summary>
    private static void Read(Stream stream, long start, WeightMatch match, NetworkLayout layout, float* weights)
    {
        var all = new Span<float>(weights, layout.Floats);
        using var staging = new AlignedBuffer(layout.Floats);
        var staged = new Span<float>(staging.Pointer, layout.Floats);
        all.CopyTo(staged);
        var parameters = new ParameterSet(layout, staging);
        float[] values = [];
        foreach ((SafetensorsEntry entry, string name) in match.Matched)
        {
            Parameter parameter = parameters[name];
            if (values.Length < parameter.Count)
                values = new float[parameter.Count];
            Span<float> canonical = values.AsSpan(0, parameter.Count);
            stream.Position = start + entry.Position;
            FloatStream.ReadExactly(stream, canonical);
            parameter.CopyFrom(canonical);
        }
        staged.CopyTo(all);
    }
}
