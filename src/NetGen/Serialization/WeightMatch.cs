using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;

namespace NetGen;

/// <summary>Compares tensors with the parameters of a network, by name, type and shape.</summary>
internal sealed class WeightMatch
{
    private const int MostProblems = 20;

    private readonly string source;
    private readonly List<(SafetensorsEntry Entry, ParameterLayout Parameter)> otherShape = [];
    private readonly List<SafetensorsEntry> otherType = [];
    private readonly List<SafetensorsEntry> leftOver = [];
    private readonly List<ParameterLayout> missing = [];

    /// <param name="source">What messages call the tensors' place.</param>
    /// <param name="entries">The tensors.</param>
    /// <param name="layout">The network's parameters.</param>
    /// <param name="rename">Gives the name of the parameter that a tensor is for; null leaves it over.</param>
    /// <exception cref="InvalidDataException">Two tensors are for one parameter.</exception>
    public WeightMatch(string source, IEnumerable<SafetensorsEntry> entries, NetworkLayout layout, Func<string, string?>? rename = null)
    {
        this.source = source;
        var parameters = layout.Parameters.ToDictionary(parameter => parameter.Name, StringComparer.Ordinal);
        var taken = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (SafetensorsEntry entry in entries)
        {
            if (IsIgnored(entry))
                continue;
            string? name = rename is null ? entry.Name : rename(entry.Name);
            if (name is null || !parameters.TryGetValue(name, out ParameterLayout? parameter))
            {
                leftOver.Add(entry);
                continue;
            }
            if (!taken.TryAdd(name, entry.Name))
                throw new InvalidDataException($"{source}: both {taken[name]} and {entry.Name} are for {name}.");
            if (entry.Type != "F32")
                otherType.Add(entry);
            else if (!entry.Shape.SequenceEqual(parameter.Shape.Select(extent => (long)extent)))
                otherShape.Add((entry, parameter));
            else
                Matched.Add((entry, name));
        }
        missing.AddRange(layout.Parameters.Where(parameter => !taken.ContainsKey(parameter.Name)));
    }

    /// <summary>The tensors that fit, and the parameters they are for.</summary>
    public List<(SafetensorsEntry Entry, string Parameter)> Matched { get; } = [];

    public WeightReport Report => new(
        [.. Matched.Select(match => match.Parameter)],
        [.. missing.Select(parameter => parameter.Name)],
        [.. leftOver.Select(entry => entry.Name)],
        [.. otherShape.Select(pair => new ShapeDifference(pair.Parameter.Name, pair.Entry.Shape, pair.Parameter.Shape))]);

    /// <exception cref="InvalidDataException">There is a difference; the message lists all.</exception>
    public void RequireAll() => ThrowIf(otherType.Count + otherShape.Count + missing.Count + leftOver.Count > 0, "the file does not fit the network");

    /// <exception cref="InvalidDataException">Nothing fits, or what would has a type that cannot be loaded.</exception>
    public void RequireSome() => ThrowIf(Matched.Count == 0 || otherType.Count > 0, Matched.Count == 0 ? "nothing of it fits the network" : "it cannot all be loaded");

    /// <summary>PyTorch's batch normalization counts its batches, which nothing here needs, and a checkpoint has more than weights.</summary>
    private static bool IsIgnored(SafetensorsEntry entry) =>
        entry.Name.Contains(FloatTensor.NoParameter) || (entry.Name.EndsWith(".num_batches_tracked", StringComparison.Ordinal) && entry is { Type: "I64", Bytes: sizeof(long) });

    private void ThrowIf(bool condition, string what)
    {
        if (!condition)
            return;
        string[] problems =
        [
            .. otherType.Select(entry => $"type: {entry.Name} is {entry.Type}; only F32 can be loaded, convert the file first"),
            .. otherShape.Select(pair => $"shape: {pair.Entry.Name} is {Shapes.Format(pair.Entry.Shape.AsSpan())}, the network has {Shapes.Format(pair.Parameter.Shape.AsSpan())}"),
            .. missing.Select(parameter => $"missing: {parameter.Name} ({Shapes.Format(parameter.Shape.AsSpan())})"),
            .. leftOver.Select(entry => $"unexpected: {entry.Name} ({Shapes.Format(entry.Shape.AsSpan())})"),
        ];
        throw new InvalidDataException($"{source}: {what}:\n  {string.Join("\n  ", problems.Take(MostProblems))}"
            + (problems.Length > MostProblems ? $"\n  and {problems.Length - MostProblems} more" : ""));
    }
}
