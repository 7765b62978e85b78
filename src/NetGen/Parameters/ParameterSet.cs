using System.Collections;
using System.Collections.Generic;
using System.Linq;

namespace NetGen;

/// <summary>The parameters of a network, or their gradients, in canonical order.</summary>
public sealed class ParameterSet : IReadOnlyList<Parameter>
{
    private readonly Parameter[] parameters;
    private readonly Dictionary<string, Parameter> byName = [];

    internal ParameterSet(NetworkLayout layout, IFlatBuffer buffer, bool trainedOnly = false)
    {
        parameters = [.. layout.Parameters.Where(p => !trainedOnly || p.IsTrained).Select(p => new Parameter(p, buffer))];
        foreach (Parameter parameter in parameters)
        {
            byName.Add(parameter.Name, parameter);
            TotalCount += parameter.IsState ? 0 : parameter.Count;
        }
    }

    /// <summary>The number of parameters (tensors), states included.</summary>
    public int Count => parameters.Length;

    /// <summary>The number of elements of all: states, such as running means, do not count.</summary>
    public long TotalCount { get; }

    /// <summary>The parameter at a place in canonical order.</summary>
    public Parameter this[int index] => parameters[index];

    /// <summary>The parameter of a name, as in <c>conv1.weight</c>.</summary>
    /// <exception cref="KeyNotFoundException">There is none of this name.</exception>
    public Parameter this[string name] => byName.TryGetValue(name, out Parameter? found) ? found : throw new KeyNotFoundException(
        Names.Nearest(name, byName.Keys) is { } nearest
            ? $"There is no parameter '{name}'. Did you mean '{nearest}'?"
            : $"There is no parameter '{name}'.");

    /// <summary>Whether there is a parameter of this name.</summary>
    public bool Contains(string name) => byName.ContainsKey(name);

    /// <summary>Enumerates in canonical order.</summary>
    public IEnumerator<Parameter> GetEnumerator() => ((IEnumerable<Parameter>)parameters).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => parameters.GetEnumerator();
}
