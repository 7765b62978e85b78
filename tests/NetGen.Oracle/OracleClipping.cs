using System;
using System.Collections.Generic;
using System.Linq;
using NetGen.Compiler.Binding;

namespace NetGen.Oracle;

/// <summary>Gradients as the update takes them: first those of each group together, as <c>torch.nn.utils.clip_grad_norm_</c> does, then each by itself, as
/// <c>clip_grad_value_</c>.</summary>
public static class OracleClipping
{
    const double Epsilon = 1e-6;

    public static double Norm(IEnumerable<double[]> gradients) => Math.Sqrt(gradients.Sum(gradient => gradient.Sum(g => g * g)));

    public static IReadOnlyDictionary<string, double[]> Clip(Network network, IReadOnlyDictionary<string, double[]> gradients)
    {
        var clipped = gradients.ToDictionary(g => g.Key, g => (double[])g.Value.Clone());
        foreach (var group in gradients.Keys.GroupBy(name => Of(network, ClipKind.Norm, name)).Where(g => g.Key is not null))
        {
            double factor = Math.Min(1, group.Key!.Limit / (Norm(group.Select(name => gradients[name])) + Epsilon));
            foreach (string name in group) clipped[name] = [.. clipped[name].Select(g => g * factor)];
        }
        foreach (string name in gradients.Keys)
            if (Of(network, ClipKind.Value, name) is { } clip) clipped[name] = [.. clipped[name].Select(g => Math.Clamp(g, -clip.Limit, clip.Limit))];
        return clipped;
    }

    /// <summary>The limit whose path has most names in common with the parameter's, all of the path's own among them.</summary>
    static GradientClip? Of(Network network, ClipKind kind, string parameter)
    {
        string[] names = parameter.Split('.');
        return network.Training!.Clips.Where(c => c.Kind == kind && Names(c).SequenceEqual(names.Take(Names(c).Length))).MaxBy(c => Names(c).Length);
    }

    static string[] Names(GradientClip clip) => clip.Path.Length == 0 ? [] : clip.Path.Split('.');
}
