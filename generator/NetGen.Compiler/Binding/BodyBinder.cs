using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using NetGen.Compiler.Diagnostics;
using NetGen.Compiler.Syntax;

namespace NetGen.Compiler.Binding;

/// <summary>
/// Where a body stands: what its lines see, what their layers' paths begin with, and, if it is the body of a labelled repeat, the path of the repetition,
/// which is that of its layer if there is only one.
/// </summary>
sealed record BodyPlace(Definitions Definitions, Scope Scope, string Prefix, string? OnlyPath, Seq<BlockSyntax> Blocks);

/// <summary>Binds the lines of a body: follows repeats and ifs, names values, and keeps the value the next line reads.</summary>
/// <param name="declare">Takes the statements that not every body may have.</param>
/// <param name="assign">Of a scan: takes a name that is carried, with its value at the next time step, and gives what the name is from there on.</param>
sealed class BodyBinder(
    NetworkBuilder network, BodyPlace place, DiagnosticBag diagnostics,
    Action<StatementSyntax, BodyBinder>? declare = null, Func<NameSyntax, int, int?>? assign = null)
{
    /// <summary>The result of the line before: one value, unless a layer gives several; none at the beginning.</summary>
    public Seq<int> Running { get; set; } = [];

    public Scope Scope => place.Scope;

    Evaluator Evaluator => new(Scope, network.Value, diagnostics);

    public void Bind(Seq<StatementSyntax> statements) => Bind(statements, place.OnlyPath);

    void Bind(Seq<StatementSyntax> statements, string? onlyPath)
    {
        foreach (StatementSyntax statement in statements)
        {
            if (!network.Step(statement.Span)) return;
            switch (statement)
            {
                case PipelineSyntax pipeline: Pipeline(pipeline, statements.Count == 1 ? onlyPath : null); break;
                case RepeatSyntax repeat: Repeat(repeat); break;
                case ScanSyntax scan: Name(scan.Names, new ScanBinder(network, place, diagnostics).Bind(scan), "scan"); break;
                case IfSyntax branches: If(branches, statements.Count == 1 ? onlyPath : null); break;
                case MalformedSyntax malformed: Malformed(malformed); break;
                default: declare?.Invoke(statement, this); break;
            }
        }
    }

    void Pipeline(PipelineSyntax pipeline, string? onlyPath)
    {
        Seq<int> results = Results(pipeline, onlyPath, out bool isNew);
        Name(pipeline.Names, results, pipeline.Stages[pipeline.Stages.Count - 1].Keyword.Name, isNew);
    }

    /// <summary>What a pipeline gives, whatever it is called.</summary>
    /// <param name="isNew">Whether it has made it, and is not just the name of a value.</param>
    public Seq<int> Results(PipelineSyntax pipeline, string? onlyPath, out bool isNew)
    {
        var stages = new StageBinder(network, place, diagnostics);
        Seq<int> results = Running;
        int first = 0;
        if (stages.IsValue(pipeline.Stages[0], out int source))
        {
            results = [source];
            first = 1;
        }
        for (int i = first; i < pipeline.Stages.Count && !network.IsStopped; i++)
        {
            string? path = pipeline.Stages.Count - first == 1 ? onlyPath : null;
            results = stages.Bind(pipeline.Stages[i], results, isPiped: i > 0, path);
        }
        isNew = first < pipeline.Stages.Count;
        return results;
    }

    /// <summary>The results of a statement, as the next line reads them, under the names that they are given.</summary>
    void Name(Seq<NameSyntax> names, Seq<int> results, string source, bool isNew = true)
    {
        Running = results;
        bool isUnknown = HaveUnknown(names, results, source);
        for (int i = 0; i < names.Count; i++)
        {
            Define(names[i], isUnknown ? Scope.Unknown : results[i]);
            if (isUnknown || !isNew) continue;
            network.Rename(results[i], place.Prefix + names[i].Name);
            network.Define(results[i], names[i].Span);
        }
    }

    /// <summary>Whether nothing is known of the results that are named; reports names that are too many or too few.</summary>
    public bool HaveUnknown(Seq<NameSyntax> names, Seq<int> results, string source)
    {
        if (results.Contains(Scope.Unknown)) return true;
        if (names.Count == 0 || names.Count == results.Count) return false;
        diagnostics.Report(DiagnosticCatalogue.ResultCount, names[0].Span.To(names[names.Count - 1].Span), source, ArgumentMatcher.Count(results.Count, "value"), Are(names.Count));
        return true;
    }

    public static string Are(int count) => count == 1 ? "1 is" : $"{count.ToString(CultureInfo.InvariantCulture)} are";

    /// <summary>Names a value, unless the name is taken.</summary>
    public void Define(NameSyntax name, int value)
    {
        if (name.Name.Length == 0) return;
        if (assign?.Invoke(name, value) is { } held) Scope.DefineValue(name.Name, held);
        else if (Scope.Contains(name.Name)) diagnostics.Report(DiagnosticCatalogue.DuplicateName, name.Span, "name", name.Name);
        else if (name.Name is "in" or "yes" or "no" or "true" or "false")
            diagnostics.Report(
                DiagnosticCatalogue.ReservedName, name.Span, name.Name, "a value",
                name.Name == "in" ? "it is the input of a block" : "it has a meaning in expressions");
        else Scope.DefineValue(name.Name, value);
    }

    void DefineUnknown(IEnumerable<NameSyntax> names)
    {
        foreach (NameSyntax name in names.Where(n => !Scope.Contains(n.Name))) Scope.DefineValue(name.Name, Scope.Unknown);
        Running = [Scope.Unknown];
    }

    void Malformed(MalformedSyntax statement)
    {
        network.IsIncomplete = true;
        DefineUnknown(statement.Names);
    }

    void Repeat(RepeatSyntax repeat)
    {
        long? count = (long?)Evaluator.Integer(repeat.Count, "repeat");
        if (count < 0)
            diagnostics.Report(DiagnosticCatalogue.ArgumentRange, repeat.Count.Span, "repeat", "the count", "at least 0", count.Value.ToString(CultureInfo.InvariantCulture));
        string? path = repeat.Label is { } label ? new StageBinder(network, place, diagnostics).LabelPath(label) : null;
        if (!network.Enter(repeat.Span)) return;
        int errors = diagnostics.Errors;
        // A count that is wrong does not keep the mistakes of the body from being reported; mistakes are not repeated.
        for (long i = 0; i < (count ?? 1) && diagnostics.Errors == errors && network.Step(repeat.Span); i++) Repetition(repeat, i, path);
        network.Leave();
        if (count == null || diagnostics.Errors > errors) Running = [Scope.Unknown];
    }

    void Repetition(RepeatSyntax repeat, long number, string? path)
    {
        var scope = new Scope(Scope);
        if (repeat.Variable is { } variable)
        {
            if (Scope.Contains(variable.Name)) diagnostics.Report(DiagnosticCatalogue.DuplicateName, variable.Span, "name", variable.Name);
            scope.Define(variable.Name, number);
        }
        string? own = path == null ? null : path + "." + number.ToString(CultureInfo.InvariantCulture);
        BodyPlace inner = place with { Scope = scope, Prefix = own == null ? place.Prefix : own + ".", OnlyPath = own };
        var body = new BodyBinder(network, inner, diagnostics) { Running = Running };
        body.Bind(repeat.Body);
        Running = body.Running;
    }

    void If(IfSyntax branches, string? onlyPath)
    {
        if (!network.Enter(branches.Span)) return;
        foreach (BranchSyntax branch in branches.Branches)
        {
            bool? holds = branch.Condition == null ? true : Evaluator.Condition(branch.Condition, "if");
            if (holds == null) DefineUnknown(branches.Branches.SelectMany(b => Names(b.Body)));
            else if (holds == true) Bind(branch.Body, onlyPath);
            if (holds != false) break;
        }
        network.Leave();
    }

    /// <summary>What the lines of an if would name. Nested as deeply as the parser allows.</summary>
    static IEnumerable<NameSyntax> Names(Seq<StatementSyntax> body) => body.SelectMany(statement => statement switch
    {
        PipelineSyntax pipeline => pipeline.Names,
        MalformedSyntax malformed => malformed.Names,
        ScanSyntax scan => scan.Names,
        IfSyntax inner => inner.Branches.SelectMany(b => Names(b.Body)),
        _ => Enumerable.Empty<NameSyntax>(),
    });
}
