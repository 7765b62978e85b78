using System;
using System.Collections.Immutable;

namespace NetGen;

/// <summary>The flat buffer of all parameters of a network. Made by generated code.</summary>
public sealed class NetworkLayout
{
    /// <summary>Describes the buffer.</summary>
    /// <param name="parameters">The parameters in canonical order.</param>
    /// <param name="floats">The size of the whole buffer, padding included.</param>
    /// <param name="trainedFloats">The floats at its start that are trained; what follows is frozen or state.</param>
    /// <exception cref="ArgumentException">A parameter reaches beyond the buffer, or a trained one beyond what is trained.</exception>
    public NetworkLayout(ParameterLayout[] parameters, int floats, int trainedFloats)
    {
        Parameters = [.. parameters];
        Floats = floats;
        TrainedFloats = trainedFloats;
        foreach (ParameterLayout parameter in parameters)
        {
            if (parameter.Offset < 0 || (long)parameter.Offset + parameter.Size > floats)
                throw new ArgumentException($"Parameter {parameter.Name} does not lie within the {floats} floats of its network.", nameof(parameters));
            if (parameter.IsTrained && (long)parameter.Offset + parameter.Size > trainedFloats)
                throw new ArgumentException($"Parameter {parameter.Name} does not lie within the {trainedFloats} floats that are trained.", nameof(parameters));
        }
    }

    /// <summary>The parameters in canonical order.</summary>
    public ImmutableArray<ParameterLayout> Parameters { get; }

    /// <summary>The size of the whole buffer in floats, padding included.</summary>
    public int Floats { get; }

    /// <summary>The floats at the start of the buffer that are trained: gradients and optimizer state have this size.</summary>
    public int TrainedFloats { get; }

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
