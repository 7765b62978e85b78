using System;
using System.Collections.Generic;
using System.Linq;

namespace NetGen.Compiler.Binding;

/// <summary>What the update does to some parameters. <paramref name="Path"/> is a layer's path or the beginning of several, up to a dot, or a parameter's name; empty for
/// all.</summary>
public abstract record ParameterRule(string Path)
{
    public bool Covers(string parameter) => Covers(Path, parameter);

    public static bool Covers(string path, string parameter) =>
        path.Length == 0 || (parameter.StartsWith(path, StringComparison.Ordinal) && (parameter.Length == path.Length || parameter[path.Length] == '.'));
}

static class ParameterRules
{
    /// <summary>The rule with the longest path of those that cover a parameter, or null.</summary>
    public static T? For<T>(this IEnumerable<T> rules, string parameter) where T : ParameterRule =>
        rules.Where(rule => rule.Covers(parameter)).OrderByDescending(rule => rule.Path.Length).FirstOrDefault();
}
