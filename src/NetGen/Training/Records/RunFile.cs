using System;
using System.IO;
using System.Reflection;
using System.Runtime.InteropServices;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace NetGen;

/// <summary>The file that says what a training is: its network and seeds and, for each call of <see cref="Trainer.Fit"/>, from which step on it went, how, and with which
/// versions.</summary>
/// <param name="path">The file.</param>
internal sealed class RunFile(string path)
{
    /// <summary>The name of the network, or null where there is no file.</summary>
    /// <exception cref="InvalidDataException">The file is damaged; the message names it.</exception>
    public string? Network => Read()?["network"]?.ToString();

    /// <summary>Adds a call that begins now.</summary>
    /// <param name="trainer">The trainer.</param>
    /// <param name="isFirst">Whether the file is made anew, and not gone on with.</param>
    /// <exception cref="IOException">It cannot be written; what was there stays.</exception>
    /// <exception cref="InvalidDataException">The file is damaged; the message names it.</exception>
    public void Add(Trainer trainer, bool isFirst)
    {
        JsonObject run = (isFirst ? null : Read()) ?? Describe(trainer);
        if (run["calls"] is not JsonArray calls)
            run["calls"] = calls = [];
        calls.Add((JsonNode)Call(trainer));
        AtomicFile.Write(path, run, static (stream, content) =>
        {
            using var json = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
            content.WriteTo(json);
        });
    }

    private JsonObject? Read()
    {
        if (!File.Exists(path))
            return null;
        try
        {
            return JsonNode.Parse(File.ReadAllText(path)) as JsonObject ?? throw new InvalidDataException($"{path}: the file has no object.");
        }
        catch (JsonException e)
        {
            throw new InvalidDataException($"{path}: the file is damaged: {e.Message}", e);
        }
    }

    private static JsonObject Describe(Trainer trainer)
    {
        NetworkDescription description = trainer.Network.Describe();
        return new JsonObject
        {
            ["network"] = description.Name,
            ["parameters"] = description.Parameters,
            ["seed"] = trainer.Network.Seed,
            ["training_seed"] = trainer.Seed,
            ["batch_size"] = trainer.BatchSize,
            ["optimizer"] = trainer.OptimizerName,
        };
    }

    private static JsonObject Call(Trainer trainer) => new()
    {
        ["started"] = DateTimeOffset.Now.ToString("O"),
        ["step"] = trainer.Steps,
        ["learning_rate"] = trainer.LearningRate,
        ["schedule"] = trainer.Schedule?.ToString() ?? "constant",
        ["average"] = trainer.Average?.ToString(),
        ["instruction_set"] = trainer.Network.Describe().Target,
        ["processor_features"] = ProcessorFeatures.Supported,
        ["netgen"] = typeof(Network).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion,
        ["dotnet"] = RuntimeInformation.FrameworkDescription,
        ["system"] = $"{RuntimeInformation.OSDescription}, {RuntimeInformation.OSArchitecture}, {Environment.ProcessorCount} processors",
    };
}
