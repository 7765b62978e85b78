using System.Threading;
using NetGen.Compiler;
using NetGen.Compiler.Binding;
using NetGen.Compiler.Diagnostics;

namespace NetGen.Generator.Models;

/// <summary>A network's C#, or why there is none.</summary>
/// <param name="Mistakes">Without a place: it is in the network's text, which this model does not know, so that moving the text compiles nothing again.</param>
sealed record CompiledUnit(string Class, CompiledNetwork Code, Seq<Diagnostic> Mistakes)
{
    static readonly CompiledNetwork Nothing = new([], []);

    public static CompiledUnit Compile(Network network, TargetSet targets, KernelCache cache, CancellationToken cancel)
    {
        string name = ClassName.Of(network);
        return Guard.Run(name, () => Compiled(name, NetworkCompiler.Compile(network, targets, cancel, cache)), error => new CompiledUnit(name, Nothing, [error]));
    }

    static CompiledUnit Compiled(string name, CompiledNetwork code) =>
        new(name, code, code.Refusal is { } refusal ? [Diagnostic.Create(DiagnosticCatalogue.CannotUnroll, default, refusal)] : []);
}
