using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using NetGen.Compiler.Binding;

namespace NetGen.Compiler.Emission;

/// <summary>What the generated class says of itself: the table in its documentation, and the description at run time.</summary>
static class DescriptionText
{
    public static void WriteDoc(CodeWriter w, Network network)
    {
        var rows = new List<string[]> { new[] { "layer", "kind", "output", "parameters", "multiply-adds", "bytes" } };
        rows.AddRange(network.Inputs.Select(i => new[] { network.Values[i].Name, "input", network.Values[i].Whole.ToString(), "", "", Number(network.Values[i].Whole.Size * 4) }));
        rows.AddRange(network.Layers.Select(l => new[]
        {
            l.Path, Kind(l), OutputShape(network, l).ToString(), Number(Count(l)), Number(l.MultiplyAdds), Number(OutputShape(network, l).Size * 4),
        }));
        rows.Add(["total", "", "", Number(network.Layers.Sum(Count)), Number(network.Layers.Sum(l => l.MultiplyAdds)), ""]);
        int[] widths = Enumerable.Range(0, 6).Select(c => rows.Max(r => r[c].Length)).ToArray();
        w.Line($"/// <summary>The network {network.Name}: {Number(network.Layers.Sum(Count))} parameters, "
            + $"{Number(network.Layers.Sum(l => l.MultiplyAdds))} multiply-adds.</summary>");
        w.Line("/// <remarks>");
        w.Line("/// <code>");
        foreach (string[] row in rows) w.Line("/// " + Escape(string.Join("  ", row.Select((cell, c) => c < 3 ? cell.PadRight(widths[c]) : cell.PadLeft(widths[c]))).TrimEnd()));
        w.Line("/// </code>");
        w.Line("/// </remarks>");
    }

    public static void WriteMember(CodeWriter w, Network network, IReadOnlyList<TargetCode> targets)
    {
        w.Line("/// <summary>Layers, shapes, parameters, multiply-adds and memory.</summary>");
        w.Line("public static global::NetGen.NetworkDescription Description { get; } = DescribeTarget();");
        w.Line();
        w.Line("/// <inheritdoc/>");
        w.Line("public override global::NetGen.NetworkDescription Describe() => Description;");
        w.Line();
        w.Open("private static global::NetGen.NetworkDescription DescribeTarget()");
        ClassCode.Dispatch(w, targets, t => $"return Describe(\"{t.ToLowerInvariant()}\", "
            + $"(({t}.PredictBatchedFloats * Capacity) + {t}.PredictFixedFloats) * 4, {t}.PredictMemberFloats * 4, "
            + $"{TrainingBytes(targets.First(c => c.Target.Name == t))});");
        w.Close();
        w.Line();
        w.Line("private static global::NetGen.NetworkDescription Describe(string target, long inferenceBytes, long inferenceBytesPerThread, "
            + "long trainingBytes, long trainingBytesPerExample, long trainingBytesPerThread) => new(");
        w.Line($"    \"{network.Name}\", target,");
        w.Line($"    inputs: [{Values(network, network.Inputs)}],");
        w.Line($"    outputs: [{Values(network, network.Outputs)}],");
        w.Line($"    targets: [{(network.Training is { } training ? Values(network, training.Losses.Select(l => l.Target).Distinct()) : "")}],");
        w.Line("    layers:");
        w.Line("    [");
        foreach (BoundLayer layer in network.Layers)
        {
            Shape output = OutputShape(network, layer);
            w.Line($"        new(\"{layer.Path}\", \"{Kind(layer)}\", \"{output}\", {Count(layer)}, {layer.MultiplyAdds}, {output.Size * 4}),");
        }
        w.Line($"    ], {network.Layers.Sum(Count)}, {network.Layers.Sum(l => l.MultiplyAdds)}, inferenceBytes, inferenceBytesPerThread, "
            + "trainingBytes, trainingBytesPerExample, trainingBytesPerThread);");
    }

    static string Values(Network network, IEnumerable<int> values) =>
        string.Join(", ", values.Select(i => network.Values[i]).Select(v => $"new(\"{v.Name}\", [{string.Join(", ", v.Whole.Dims)}], {v.Classes})"));

    /// <summary>
    /// The three numbers of a trainer's arena, which holds what training or, at another time, evaluation needs, and behind it what the update does. Straight-line code is for one
    /// example, whatever the batch size.
    /// </summary>
    static string TrainingBytes(TargetCode target)
    {
        ProgramCode[] programs = [.. target.Programs.Where(p => p.Name is "Train" or "Evaluate")];
        if (programs.Length == 0) return "0, 0, 0";
        long batched = programs.Max(p => p.Plan.BatchedFloats) * sizeof(float);
        long alone = (programs.Max(p => p.Plan.FixedFloats) + target.Program("Update").Plan.FixedFloats) * sizeof(float);
        return target.StraightTraining ? $"{batched + alone}, 0, 0" : $"{alone}, {batched}, {programs.Max(p => p.Plan.MemberFloats) * sizeof(float)}";
    }

    static string Kind(BoundLayer layer) => layer.Layer.Signature.Keyword;

    static Shape OutputShape(Network network, BoundLayer layer) => network.Values[layer.Results[0]].Whole;

    static long Count(BoundLayer layer) => layer.ParameterCount;

    static string Number(long number) => number.ToString("N0", CultureInfo.InvariantCulture);

    static string Escape(string text) => text.Replace("&", "&amp;").Replace("<", "&lt;").Replace(">", "&gt;");
}
