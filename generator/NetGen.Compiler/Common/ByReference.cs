using System.Collections.Generic;
using System.Runtime.CompilerServices;

namespace NetGen.Compiler;

/// <summary>Compares by identity: for large records, which would be compared by their whole content.</summary>
sealed class ByReference<T> : IEqualityComparer<T> where T : class
{
    public static ByReference<T> Instance { get; } = new();

    public bool Equals(T? x, T? y) => ReferenceEquals(x, y);

    public int GetHashCode(T item) => RuntimeHelpers.GetHashCode(item);
}
