using System;
using System.Collections.Generic;
using System.Linq;
using CsCheck;
using NetGen.Compiler.Diagnostics;
using Xunit;

namespace NetGen.Tests.Binding;

/// <summary>Random texts, and valid ones with random damage: whatever it is, the compiler says something about it or makes a network of it.</summary>
public sealed class FuzzTests
{
    static readonly string[] Words =
    [
        "network", "block", "use", "input", "output", "train", "loss", "optimizer", "schedule", "decay", "maxnorm", "clip", "freeze", "rate", "except", "to", "unroll", "winograd",
        "repeat", "as", "if", "elif", "else", "in", "not", "and", "or", "of",
        "conv", "dense", "relu", "add", "concat", "maxpool", "reshape", "flatten", "mse", "sgd", "full", "same", "yes", "no",
        "x", "y", "a:", "a.0:", "in.channels", "weight=", "pad=", "norm=", "value=",
        "0", "1", "3x3", "1x28x28", "-1", "2147483648", "9223372036854775807", "1e-3", "1e999", "3x(n)", "\"a\"",
        "|", "=", "==", "!=", "+", "-", "*", "/", "%", "(", ")", ",", ".", "x", "[", "]",
        " ", "  ", "    ", "\t", "\n", "\r\n", "\n  ", "\n    ", "#", "\uFEFF", "\0", "é", "😀", "\"", ":",
    ];

    static readonly Gen<string> Word = Gen.Int[0, Words.Length - 1].Select(i => Words[i]);

    static readonly Gen<string> Sample = Gen.Int[0, Samples.All.Count - 1].Select(i => Samples.All[i]);

    static readonly Gen<string> Random = Gen.OneOf(Gen.String[0, 60], Word.Array[0, 60].Select(words => string.Join(" ", words)), Word.Array[0, 60].Select(string.Concat));

    /// <summary>A piece of a sample replaced by a word, by another piece of a sample, or by nothing; several times.</summary>
    static readonly Gen<string> Mutated =
        from sample in Sample
        from edits in Gen.Select(Gen.Double.Unit, Gen.Int[0, 12], Gen.OneOf(Word, Gen.Const(""), Gen.String[0, 3], Piece)).Array[1, 6]
        select edits.Aggregate(sample, (text, edit) =>
        {
            int start = (int)(edit.Item1 * text.Length);
            int length = Math.Min(edit.Item2, text.Length - start);
            return text.Remove(start, length).Insert(start, edit.Item3);
        });

    static Gen<string> Piece =>
        from sample in Sample
        from start in Gen.Int[0, sample.Length - 1]
        from length in Gen.Int[0, 60]
        select sample.Substring(start, Math.Min(length, sample.Length - start));

    [Fact]
    public void AnyTextGivesOnlyDiagnostics() => Random.Sample(Check, iter: 50_000);

    [Fact]
    public void DamagedSpecsGiveOnlyDiagnostics() => Mutated.Sample(Check, iter: 50_000);

    static void Check(string text)
    {
        (var networks, IReadOnlyList<Diagnostic> diagnostics) = Specs.Compile(text);
        string[] lines = text.Replace("\r\n", "\n").Replace('\r', '\n').Split('\n');
        foreach (Diagnostic diagnostic in diagnostics)
        {
            SourceSpan span = diagnostic.Span;
            Assert.NotEmpty(diagnostic.Message);
            Assert.InRange(span.StartLine, 1, lines.Length);
            Assert.InRange(span.EndLine, span.StartLine, lines.Length);
            Assert.InRange(span.StartColumn, 1, lines[span.StartLine - 1].Length + 1);
            Assert.InRange(span.EndColumn, 1, lines[span.EndLine - 1].Length + 1);
        }
        // What is said to be right must be: every value exists before it is read.
        foreach (var network in networks)
        {
            HashSet<int> known = [.. network.Inputs];
            foreach (var layer in network.Layers)
            {
                Assert.All(layer.Inputs, i => Assert.Contains(i, known));
                known.UnionWith(layer.Results);
            }
            Assert.NotEmpty(network.Outputs);
            Assert.All(network.Outputs, i => Assert.Contains(i, known));
        }
    }
}
