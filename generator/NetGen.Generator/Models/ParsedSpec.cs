using NetGen.Compiler;
using NetGen.Compiler.Diagnostics;
using NetGen.Compiler.Syntax;

namespace NetGen.Generator.Models;

/// <summary>A file as the parser understands it. Immutable and equal by structure, like every model here.</summary>
sealed record ParsedSpec(SpecFile File, Seq<Diagnostic> Diagnostics)
{
    public static ParsedSpec Parse(SpecText text) =>
        Guard.Run(text.Path, () => Parsed(text), error => new ParsedSpec(new SpecFile(text.Path, [], [], [], []), [error]));

    static ParsedSpec Parsed(SpecText text)
    {
        (SpecFile file, Seq<Diagnostic> diagnostics) = SpecParser.Parse(text.Text, text.Path);
        return new ParsedSpec(file, diagnostics);
    }
}
