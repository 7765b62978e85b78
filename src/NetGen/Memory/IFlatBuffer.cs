using System;

namespace NetGen;

/// <summary>The flat buffer of a set of parameters: memory of its own, or somebody's that can only be read.</summary>
internal unsafe interface IFlatBuffer : IDisposable
{
    /// <summary>The first float; null after the memory was given back.</summary>
    float* Pointer { get; }

    bool IsReadOnly { get; }
}
