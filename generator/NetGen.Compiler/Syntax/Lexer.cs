using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using NetGen.Compiler.Diagnostics;

namespace NetGen.Compiler.Syntax;

/// <summary>Splits one line into tokens, up to its comment.</summary>
sealed class Lexer(string line, int start, string file, int number, DiagnosticBag diagnostics)
{
    // Longer symbols first.
    static readonly string[] Symbols = ["==", "!=", "<=", ">=", "|", "=", "<", ">", "+", "-", "*", "/", "%", "(", ")", ",", ".", "[", "]"];

    readonly List<Token> tokens = [];
    int position = start;
    int unlabelled;

    public Seq<Token> Read()
    {
        int space = position;
        while (true)
        {
            SkipSpace();
            if (position >= line.Length || line[position] == '#') break;
            bool spaceBefore = position > space || tokens.Count == 0;
            ReadToken(spaceBefore);
            space = position;
        }
        // The end stands behind the last token, not behind a comment.
        int end = tokens.Count > 0 ? tokens[tokens.Count - 1].Span.EndColumn - 1 : position;
        tokens.Add(new Token(TokenKind.End, "", Span(end, end), true));
        return tokens.ToSeq();
    }

    void SkipSpace()
    {
        while (position < line.Length && line[position] is ' ' or '\t') position++;
    }

    void ReadToken(bool spaceBefore)
    {
        int first = position;
        int label = LabelEnd();
        if (label > 0)
        {
            position = label + 1;
            Add(TokenKind.Label, line.Substring(first, label - first), first, spaceBefore);
        }
        else if (IsCross(spaceBefore))
        {
            position++;
            Add(TokenKind.Symbol, "x", first, spaceBefore);
        }
        else if (IsDigit(position)) ReadNumber(spaceBefore);
        else if (IsWord(position))
        {
            while (IsWord(position)) position++;
            Add(TokenKind.Name, line.Substring(first, position - first), first, spaceBefore);
        }
        else if (line[position] == '"') ReadString(spaceBefore);
        else if (Symbols.FirstOrDefault(s => string.CompareOrdinal(line, first, s, 0, s.Length) == 0) is { } symbol)
        {
            position += symbol.Length;
            Add(TokenKind.Symbol, symbol, first, spaceBefore);
        }
        else ReadUnexpected();
    }

    /// <summary>Where the colon of a label that begins here stands, or 0.</summary>
    int LabelEnd()
    {
        // What has no colon behind it for its first token has none for the others; looking again for each would take the square of the line's length.
        if (position < unlabelled) return 0;
        int end = position;
        while (IsWord(end) || (end < line.Length && end > position && line[end] == '.')) end++;
        if (end > position && end < line.Length && line[end] == ':') return end;
        unlabelled = end;
        return 0;
    }

    /// <summary>Whether here is the 'x' between two dimensions: right behind a number or parenthesis and right before one.</summary>
    bool IsCross(bool spaceBefore) =>
        !spaceBefore && line[position] == 'x' && (tokens[tokens.Count - 1].Kind == TokenKind.Integer || tokens[tokens.Count - 1].Is(")"))
        && position + 1 < line.Length && (IsDigit(position + 1) || line[position + 1] is '(' or '-');

    void ReadNumber(bool spaceBefore)
    {
        int first = position;
        while (IsDigit(position)) position++;
        bool isFloat = false;
        if (At('.') && IsDigit(position + 1))
        {
            isFloat = true;
            position++;
            while (IsDigit(position)) position++;
        }
        if ((At('e') || At('E')) && IsDigit(position + 1 < line.Length && line[position + 1] is '+' or '-' ? position + 2 : position + 1))
        {
            isFloat = true;
            position += 2;
            while (IsDigit(position)) position++;
        }
        bool malformed = IsWord(position) && !(!isFloat && At('x') && position + 1 < line.Length && (IsDigit(position + 1) || line[position + 1] is '(' or '-'));
        while (malformed && IsWord(position)) position++;
        string text = line.Substring(first, position - first);
        if (malformed)
            Report(DiagnosticCatalogue.InvalidNumber, first, text, text.Contains('x') ? "write names in sizes with parentheses, 3x(n)" : "a space may be missing");
        else if (isFloat && (!double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) || double.IsInfinity(value)))
            Report(DiagnosticCatalogue.InvalidNumber, first, text, "the largest is about 1.8e308");
        else if (!isFloat && !long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out _))
            Report(DiagnosticCatalogue.InvalidNumber, first, text, "the largest integer is 9223372036854775807");
        else Add(isFloat ? TokenKind.Float : TokenKind.Integer, text, first, spaceBefore);
    }

    void ReadString(bool spaceBefore)
    {
        int first = position;
        int end = line.IndexOf('"', first + 1);
        position = end < 0 ? line.Length : end + 1;
        if (end < 0) Report(DiagnosticCatalogue.Expected, first, "a closing quote", "the end of the line");
        Add(TokenKind.String, line.Substring(first + 1, (end < 0 ? line.Length : end) - first - 1), first, spaceBefore);
    }

    void ReadUnexpected()
    {
        int first = position;
        char c = line[position++];
        while (position < line.Length && line[position] == c) position++;
        bool isVisible = c > ' ' && c < 0x7f || char.IsLetter(c);
        Report(DiagnosticCatalogue.UnexpectedCharacter, first, (isVisible ? $"'{c}' " : "") + "(U+" + ((int)c).ToString("X4", CultureInfo.InvariantCulture) + ")");
    }

    bool At(char c) => position < line.Length && line[position] == c;

    bool IsDigit(int index) => index < line.Length && line[index] is >= '0' and <= '9';

    bool IsWord(int index) => index < line.Length && line[index] is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9') or '_';

    SourceSpan Span(int first, int end) => new(file, number, first + 1, number, end + 1);

    void Add(TokenKind kind, string text, int first, bool spaceBefore) => tokens.Add(new Token(kind, text, Span(first, position), spaceBefore));

    void Report(DiagnosticDescriptor descriptor, int first, params string[] arguments) => diagnostics.Report(descriptor, Span(first, position), arguments);
}
