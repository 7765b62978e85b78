using System;
using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.CompilerServices;

namespace NetGen.Compiler;

/// <summary>An immutable list that is equal to another of equal items: what crosses a stage, or a step of the generator, is made of these.</summary>
[CollectionBuilder(typeof(Seq), nameof(Seq.Create))]
public readonly struct Seq<T> : IReadOnlyList<T>, IEquatable<Seq<T>>
{
    readonly T[]? items;

    public Seq(T[] items) => this.items = items;

    public static Seq<T> Empty => default;

    public int Count => items?.Length ?? 0;

    public T this[int index] => (items ?? throw new ArgumentOutOfRangeException(nameof(index)))[index];

    public bool Equals(Seq<T> other)
    {
        if (ReferenceEquals(items, other.items)) return true;
        if (Count != other.Count) return false;
        for (int i = 0; i < Count; i++)
            if (!EqualityComparer<T>.Default.Equals(items![i], other.items![i])) return false;
        return true;
    }

    public override bool Equals(object? obj) => obj is Seq<T> other && Equals(other);

    public override int GetHashCode()
    {
        int hash = Count;
        for (int i = 0; i < Count; i++) hash = unchecked((hash * 31) + (items![i]?.GetHashCode() ?? 0));
        return hash;
    }

    public static bool operator ==(Seq<T> left, Seq<T> right) => left.Equals(right);

    public static bool operator !=(Seq<T> left, Seq<T> right) => !left.Equals(right);

    public Enumerator GetEnumerator() => new(items ?? []);

    IEnumerator<T> IEnumerable<T>.GetEnumerator() => ((IEnumerable<T>)(items ?? [])).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => (items ?? []).GetEnumerator();

    /// <summary>Walks the items without allocating.</summary>
    public struct Enumerator(T[] items)
    {
        int index = -1;

        public readonly T Current => items[index];

        public bool MoveNext() => ++index < items.Length;
    }

    public override string ToString() => "[" + string.Join(", ", this) + "]";
}

/// <summary>Makes <see cref="Seq{T}"/> from other collections.</summary>
public static class Seq
{
    public static Seq<T> Create<T>(ReadOnlySpan<T> items) => new(items.ToArray());

    public static Seq<T> ToSeq<T>(this IEnumerable<T> items) => new(items.ToArray());
}
