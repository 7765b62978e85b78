using System;
using System.Collections.Generic;
using System.Linq;

namespace NetGen.Compiler.Binding;

/// <summary>The names that can be seen from a line: parameters with their numbers, values with their indices. An inner scope sees those of the outer.</summary>
sealed class Scope(Scope? outer)
{
    /// <summary>Stands for a value of which nothing is known, because its definition is wrong and has been reported.</summary>
    public const int Unknown = -1;

    readonly Dictionary<string, object?> constants = new(StringComparer.Ordinal);
    readonly Dictionary<string, int> values = new(StringComparer.Ordinal);

    public IEnumerable<string> ConstantNames => constants.Keys.Concat(outer?.ConstantNames ?? []);

    public IEnumerable<string> ValueNames => values.Keys.Concat(outer?.ValueNames ?? []);

    /// <summary>Values by name, without those of the outer scope.</summary>
    public IReadOnlyDictionary<string, int> OwnValues => values;

    public bool Contains(string name) => TryGetConstant(name, out _) || TryGetValue(name, out _);

    /// <summary>Null is the value of a parameter whose argument is wrong and has been reported.</summary>
    public bool TryGetConstant(string name, out object? value) => constants.TryGetValue(name, out value) || (outer?.TryGetConstant(name, out value) ?? false);

    public bool TryGetValue(string name, out int index) => values.TryGetValue(name, out index) || (outer?.TryGetValue(name, out index) ?? false);

    public void Define(string name, object? constant) => constants[name] = constant;

    public void DefineValue(string name, int index) => values[name] = index;
}
