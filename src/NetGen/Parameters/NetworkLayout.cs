using System;
using System.Collections.Immutable;

namespace NetGen;

/// <summary>The flat buffer of all parameters of a network. Made by generated code.</summary>
public sealed class NetworkLayout
{
    /// <summary>Describes the buffer.</summary>
    /// <param name="parameters">The parameters in canonical order.</param>
    /// <param name="floats">The size of the whole buffer, padding included.</param>
    /// <exception cref="ArgumentException">A parameter reaches beyond the buffer.</exception>
    public NetworkLayout(ParameterLayout[] parameters, int floats)
    {
        Parameters = [.. parameters];
        Floats = floats;
        foreach (ParameterLayout parameter in parameters)
        {
            if (parameter.Offset < 0 || (long)parameter.Offset + parameter.Size > floats)
                throw new ArgumentException($"Parameter {parameter.Name} does not lie within the {floats} floats of its network.", nameof(parameters));
        }
    }

    /// <summary>The parameters in canonical order.</summary>
    public ImmutableArray<ParameterLayout> Parameters { get; }

    /// <summary>The size of the whole buffer in floats, padding included.</summary>
    public int Floats { get; }

    /// <summary>Equal for equal layouts, on every machine: names, shapes and places of all parameters, but not how they are initialised.</summary>
    internal ulong Hash
    {
        get
        {
            var hash = new LayoutHash();
            hash.Add(Floats);
            foreach (ParameterLayout parameter in Parameters)
                parameter.AddTo(ref hash);
            return hash.Value;
        }
    }
}
