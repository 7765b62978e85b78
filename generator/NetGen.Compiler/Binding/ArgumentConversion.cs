using System;
using System.Collections.Generic;
using System.Linq;
using NetGen.Compiler.Primitives;

namespace NetGen.Compiler.Binding;

/// <summary>Turns what an expression gave into what an argument of a kind holds; the table says for each kind what it accepts.</summary>
static class ArgumentConversion
{
    /// <summary>
    /// <paramref name="Convert"/> gives null for what is of another kind, which <paramref name="Description"/> names; <paramref name="Numbers"/> gives
    /// the numbers to be held against the argument's range.
    /// </summary>
    public sealed record Kind(Func<Argument, string> Description, Func<Argument, object, object?> Convert, Func<object, IEnumerable<double>> Numbers);

    static readonly Func<object, IEnumerable<double>> None = _ => [];

    public static IReadOnlyDictionary<ArgumentKind, Kind> Kinds { get; } = new Dictionary<ArgumentKind, Kind>
    {
        [ArgumentKind.Int] = new(_ => "an integer", (_, v) => v is long n ? n : null, v => [(long)v]),
        [ArgumentKind.Float] = new(_ => "a number", (_, v) => v is long n ? (double)n : v as double?, v => [(double)v]),
        [ArgumentKind.Bool] = new(_ => "yes or no", (_, v) => v as bool?, None),
        [ArgumentKind.Size] = new(_ => "rows x columns, such as 3x3 or 3", (_, v) => Dims(v, 2), v => Doubles((Seq<long>)v)),
        [ArgumentKind.Padding] = new(_ => "a number, rows x columns, top,left,bottom,right, or same", (_, v) => Sides(v), v => v is Seq<long> s ? Doubles(s) : []),
        [ArgumentKind.Word] = new(a => "one of " + string.Join(", ", a.Words), (a, v) => v is Word w && a.Words.Contains(w.Text) ? w.Text : null, None),
        [ArgumentKind.Shape] = new(_ => "a shape, such as 16x5x5", (_, v) => v is long n ? new Seq<long>([n]) : v is Dimensions d ? d.Values : null, v => Doubles((Seq<long>)v)),
    };

    /// <summary>The value as <see cref="Arguments"/> hold it, of what <see cref="Kind.Convert"/> gave and whose numbers are in range.</summary>
    public static object Finish(ArgumentKind kind, object value) => (kind, value) switch
    {
        (ArgumentKind.Int, long n) => (int)n,
        (ArgumentKind.Size, Seq<long> s) => new Size((int)s[0], (int)s[1]),
        (ArgumentKind.Padding, Seq<long> s) => new PaddingArgument(false, new Padding((int)s[0], (int)s[1], (int)s[2], (int)s[3])),
        (ArgumentKind.Padding, _) => new PaddingArgument(true, Padding.None),
        (ArgumentKind.Shape, Seq<long> s) => new Shape(s.Select(d => (int)d).ToArray()),
        _ => value,
    };

    /// <summary>A number for all axes, or one for each.</summary>
    static object? Dims(object value, int count) => value switch
    {
        long n => Enumerable.Repeat(n, count).ToSeq(),
        Dimensions d when d.Values.Count == count => d.Values,
        _ => null,
    };

    static object? Sides(object value) => value switch
    {
        Word { Text: "same" } => value,
        long n => new Seq<long>([n, n, n, n]),
        Dimensions { Values: { Count: 2 } d } => new Seq<long>([d[0], d[1], d[0], d[1]]),
        Items { Values: { Count: 4 } items } when items.All(i => i is long) => items.Cast<long>().ToSeq(),
        _ => null,
    };

    static IEnumerable<double> Doubles(Seq<long> numbers) => numbers.Select(n => (double)n);
}
