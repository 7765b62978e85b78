using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;

namespace NetGen.Data;

/// <summary>Parses the header of an .npy file: a Python dictionary of exactly descr, fortran_order and shape.</summary>
internal sealed class NpyHeaderParser(string text, string path)
{
    private int position;

    public (ElementType Type, int[] Shape) Parse()
    {
        ElementType? type = null;
        int[]? shape = null;
        bool ordered = false;
        Expect('{');
        while (!Accept('}'))
        {
            string key = ParseString();
            Expect(':');
            switch (key)
            {
                case "descr":
                    type = ParseType();
                    break;
                case "fortran_order":
                    ordered = true;
                    RequireRowMajor();
                    break;
                case "shape":
                    shape = ParseShape();
                    break;
                default:
                    throw Error($"unknown key '{key}'");
            }
            if (!Accept(','))
            {
                Expect('}');
                break;
            }
        }
        if (type is null || shape is null || !ordered)
            throw Error("descr, fortran_order or shape is missing");
        return (type.Value, shape);
    }

    private ElementType ParseType() => ParseString() switch
    {
        "|u1" or "<u1" => ElementType.UInt8,
        "<i4" => ElementType.Int32,
        "<i8" => ElementType.Int64,
        "<f4" => ElementType.Float32,
        "<f8" => ElementType.Float64,
        string other => throw Error($"elements of type '{other}' are not supported; f4, f8, i4, i8 and u1, little-endian, are"),
    };

    private void RequireRowMajor()
    {
        if (AcceptWord("True"))
            throw Error("the array is in Fortran order; save numpy.ascontiguousarray(a) instead");
        if (!AcceptWord("False"))
            throw Error("fortran_order is neither True nor False");
    }

    private int[] ParseShape()
    {
        var shape = new List<int>();
        Expect('(');
        while (!Accept(')'))
        {
            shape.Add(ParseInteger());
            if (!Accept(','))
            {
                Expect(')');
                break;
            }
        }
        return [.. shape];
    }

    private int ParseInteger()
    {
        SkipSpace();
        int begin = position;
        while (position < text.Length && char.IsAsciiDigit(text[position]))
            position++;
        return int.TryParse(text.AsSpan(begin, position - begin), NumberStyles.None, CultureInfo.InvariantCulture, out int value)
            ? value
            : throw Error("expected a dimension from 0 to 2^31 - 1");
    }

    private string ParseString()
    {
        SkipSpace();
        char quote = position < text.Length ? text[position] : '\0';
        int end = quote is '\'' or '"' ? text.IndexOf(quote, position + 1) : -1;
        if (end < 0)
            throw Error("expected a string");

        string content = text[(position + 1)..end];
        position = end + 1;
        return content;
    }

    private bool AcceptWord(string word)
    {
        SkipSpace();
        if (string.CompareOrdinal(text, position, word, 0, word.Length) != 0)
            return false;
        position += word.Length;
        return true;
    }

    private bool Accept(char expected)
    {
        SkipSpace();
        if (position >= text.Length || text[position] != expected)
            return false;
        position++;
        return true;
    }

    private void Expect(char expected)
    {
        if (!Accept(expected))
            throw Error($"expected '{expected}'");
    }

    private void SkipSpace()
    {
        while (position < text.Length && char.IsWhiteSpace(text[position]))
            position++;
    }

    private InvalidDataException Error(string problem) => new($"{path}: header, character {position + 1}: {problem}.");
}
