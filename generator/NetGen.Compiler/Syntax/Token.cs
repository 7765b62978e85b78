using NetGen.Compiler.Diagnostics;

namespace NetGen.Compiler.Syntax;

enum TokenKind
{
    Name,
    Integer,
    Float,
    String, // Text is what stands between the quotes
    Label,  // Text is without the colon
    Symbol,
    End,    // of the line
}

/// <summary>A token; <paramref name="SpaceBefore"/> tells <c>a -1</c> (two arguments) from <c>a - 1</c> and <c>a-1</c>.</summary>
sealed record Token(TokenKind Kind, string Text, SourceSpan Span, bool SpaceBefore)
{
    public bool Is(string symbol) => Kind == TokenKind.Symbol && Text == symbol;

    public bool IsName(string name) => Kind == TokenKind.Name && Text == name;

    public string Describe() => Kind switch
    {
        TokenKind.End => "the end of the line",
        TokenKind.String => $"\"{Text}\"",
        TokenKind.Label => $"the label '{Text}:'",
        _ => $"'{Text}'",
    };
}

/// <summary>
/// A line and those that continue it: the indentation of the first and all tokens, the last of which is the end. <paramref name="IsBroken"/> if something
/// in it is no token and has been reported.
/// </summary>
sealed record Line(int Indentation, Seq<Token> Tokens, bool IsBroken)
{
    public Token First => Tokens[0];

    /// <summary>Whether its indentation has a tab, which has been reported: how far it is indented cannot be said.</summary>
    public bool HasTab { get; init; }
}
