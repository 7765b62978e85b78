using NetGen.Compiler.Diagnostics;

namespace NetGen.Compiler.Syntax;

/// <summary>
/// A file as written: what the parser makes of text, and what attributes are turned into. Nothing in it is known to make sense yet.
/// All of it is immutable and equal by structure, spans included.
/// </summary>
public sealed record SpecFile(string Path, Seq<UseSyntax> Uses, Seq<BlockSyntax> Blocks, Seq<NetworkSyntax> Networks, Seq<NetworkAliasSyntax> Aliases);

/// <summary><c>use "blocks.net.txt"</c>: the blocks and networks of another file may be used here.</summary>
public sealed record UseSyntax(string Path, SourceSpan Span);

/// <summary><c>block basic(channels, stride=1)</c> and its indented body: a layer made of others.</summary>
public sealed record BlockSyntax(NameSyntax Name, Seq<ParameterSyntax> Parameters, Seq<StatementSyntax> Body)
{
    /// <summary>The line that defines it could not be read: its uses cannot be checked.</summary>
    public bool IsMalformed { get; init; }
}

/// <summary><c>network LeNet5(classes=10)</c> and its body. In attributes: the class, without parameters, its layers one statement each.</summary>
public sealed record NetworkSyntax(NameSyntax Name, Seq<ParameterSyntax> Parameters, Seq<StatementSyntax> Body)
{
    /// <summary>The line that defines it could not be read: its body cannot be checked.</summary>
    public bool IsMalformed { get; init; }
}

/// <summary><c>network Digits = ResNet18(classes=10)</c>: another class of a network, with other arguments.</summary>
public sealed record NetworkAliasSyntax(NameSyntax Name, NameSyntax Network, Seq<ArgumentSyntax> Arguments);

/// <summary>A parameter of a block or a network; without <paramref name="Default"/> it must be given.</summary>
public sealed record ParameterSyntax(NameSyntax Name, ExpressionSyntax? Default);
