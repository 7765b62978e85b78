using System.Collections.Generic;
using System.Linq;
using NetGen.Compiler.Diagnostics;
using NetGen.Compiler.Syntax;

namespace NetGen.Compiler.Binding;

/// <summary>
/// Says which values a stage reads: those its syntax gives, or the stage before; a layer of several values takes the names that lead its arguments too.
/// Behind another stage, or if the names alone are too few, the value before comes first.
/// </summary>
sealed class StageInputs(Scope scope, DiagnosticBag diagnostics)
{
    /// <summary>The values, and the arguments that are left. Where something is wrong the values are <see cref="Scope.Unknown"/>.</summary>
    public (Seq<int> Inputs, Seq<ArgumentSyntax> Arguments) Read(string owner, int count, int optional, StageSyntax stage, Seq<int> before, bool isPiped)
    {
        if (stage.Inputs.Count > 0) return (Counted(owner, count, optional, stage.Inputs.Select(Value).ToSeq(), stage), stage.Arguments);
        if (count == 1 && optional == 0) return (Counted(owner, count, optional, before, stage), stage.Arguments);

        List<int> inputs = [];
        int taken = 0;
        while (taken < stage.Arguments.Count && Names(stage.Arguments[taken]) is { } names)
        {
            inputs.AddRange(names.Select(Value));
            taken++;
        }
        int least = count == Signature.Variadic ? 2 : count;
        if (isPiped || inputs.Count < least) inputs.InsertRange(0, before);
        return (Counted(owner, count, optional, inputs.ToSeq(), stage), stage.Arguments.Skip(taken).ToSeq());
    }

    /// <summary>The names of an argument that is a value or a list of values.</summary>
    IEnumerable<NameSyntax>? Names(ArgumentSyntax argument) => argument switch
    {
        { Key: not null } => null,
        { Value: NameSyntax name } => scope.TryGetConstant(name.Name, out _) ? null : [name],
        { Value: ListSyntax list } when list.Items.All(item => item is NameSyntax) => list.Items.Cast<NameSyntax>(),
        _ => null,
    };

    int Value(NameSyntax name)
    {
        if (scope.TryGetValue(name.Name, out int value)) return value;
        diagnostics.Report(DiagnosticCatalogue.UnknownName, name.Span, "value", name.Name, Spelling.Suggest(name.Name, scope.ValueNames));
        return Scope.Unknown;
    }

    Seq<int> Counted(string owner, int count, int optional, Seq<int> inputs, StageSyntax stage)
    {
        bool fits = count == Signature.Variadic ? inputs.Count >= 2 : inputs.Count >= count && inputs.Count <= count + optional;
        if (fits || inputs.Contains(Scope.Unknown)) return fits ? inputs : [Scope.Unknown];
        if (inputs.Count == 0) diagnostics.Report(DiagnosticCatalogue.NoSource, stage.Keyword.Span, owner);
        else
            diagnostics.Report(DiagnosticCatalogue.InputCount, stage.Keyword.Span, owner,
                count == Signature.Variadic ? "two or more values" : optional > 0 ? $"{count} to {count + optional} values" : ArgumentMatcher.Count(count, "value"),
                BodyBinder.Are(inputs.Count));
        return [Scope.Unknown];
    }
}
