using System;
using System.Collections.Generic;
using System.Linq;
using NetGen.Compiler.Diagnostics;

namespace NetGen.Compiler.Syntax;

/// <summary>Parses the <c>train</c> section: losses, optimizer, schedule, what the update does to parameters, what is frozen and what has a rate of its own.</summary>
sealed class TrainParser(BodyParser body, Line header, TokenCursor headerCursor)
{
    static readonly Dictionary<string, Action<TrainParser, TokenCursor>> Statements = new(StringComparer.Ordinal)
    {
        ["loss"] = (train, cursor) => train.Loss(cursor),
        ["optimizer"] = (train, cursor) => Choice(cursor, "an optimizer", (name, arguments, span) => new OptimizerSyntax(name, arguments, span), train.optimizers),
        ["schedule"] = (train, cursor) => Choice(cursor, "a schedule", (name, arguments, span) => new ScheduleSyntax(name, arguments, span), train.schedules),
        ["decay"] = (train, cursor) => train.Rule(cursor, train.decays),
        ["maxnorm"] = (train, cursor) => train.Rule(cursor, train.maxNorms),
        ["stream"] = (train, cursor) => Word(cursor, "stream", ref train.stream),
        ["recompute"] = (train, cursor) => Word(cursor, "recompute", ref train.recompute),
        ["clip"] = (train, cursor) => train.Rule(cursor, train.clips),
        ["freeze"] = (train, cursor) => train.Freeze(cursor),
        ["rate"] = (train, cursor) => train.Rate(cursor),
    };

    readonly List<LossSyntax> losses = [];
    readonly List<OptimizerSyntax> optimizers = [];
    readonly List<ScheduleSyntax> schedules = [];
    readonly List<RuleSyntax> decays = [];
    readonly List<RuleSyntax> maxNorms = [];
    readonly List<RuleSyntax> clips = [];
    SourceSpan? stream;
    SourceSpan? recompute;
    readonly List<FreezeSyntax> freezes = [];
    readonly List<RateSyntax> rates = [];
    bool isMalformed;

    public TrainSyntax Parse()
    {
        SourceSpan span = headerCursor.Next().Span;
        headerCursor.ExpectEnd();
        isMalformed = !body.HasBody(header, "train");
        if (!isMalformed)
        {
            Line first = body.Lines.Current!;
            while (body.Lines.Current is { } line && line.Indentation > header.Indentation && !body.Diagnostics.IsFull)
            {
                body.CheckIndentation(line, first);
                Statement(new TokenCursor(body.Lines.Next(), body.Diagnostics));
            }
        }
        return new TrainSyntax(losses.ToSeq(), optimizers.ToSeq(), decays.ToSeq(), clips.ToSeq(), span)
        {
            Schedules = schedules.ToSeq(),
            MaxNorms = maxNorms.ToSeq(),
            Freezes = freezes.ToSeq(),
            Rates = rates.ToSeq(),
            IsMalformed = isMalformed,
            Stream = stream,
            Recompute = recompute,
        };
    }

    void Statement(TokenCursor cursor)
    {
        if (Statements.TryGetValue(cursor.Current.Text, out Action<TrainParser, TokenCursor>? parse)) parse(this, cursor);
        else cursor.UnexpectedKeyword("'loss', 'optimizer', 'schedule', 'decay', 'maxnorm', 'clip', 'freeze', 'rate', 'stream' or 'recompute'", Statements.Keys);
        isMalformed |= cursor.Failed;
    }

    void Loss(TokenCursor cursor)
    {
        SourceSpan first = cursor.Next().Span;
        NameSyntax keyword = cursor.ExpectKeyword("a loss");
        var parser = new PipelineParser(cursor);
        List<ArgumentSyntax> arguments = [.. parser.Arguments(until: "of")];
        NameSyntax? of = null;
        if (cursor.AcceptName("of"))
        {
            of = cursor.ExpectName("a value's name");
            arguments.AddRange(parser.Arguments());
        }
        cursor.ExpectEnd();
        ArgumentSyntax? weight = arguments.FirstOrDefault(a => a.Key?.Name == "weight");
        if (weight != null) arguments.Remove(weight);
        ArgumentSyntax? target = arguments.FirstOrDefault(a => a.Key?.Name == "target");
        if (target != null) arguments.Remove(target);
        if (target is { Value: not NameSyntax }) cursor.Report(DiagnosticCatalogue.Expected, target.Value.Span, "a name for the target", "another expression");
        if (!cursor.Failed) losses.Add(new LossSyntax(keyword, arguments.ToSeq(), of, weight?.Value, target?.Value as NameSyntax, cursor.SpanFrom(first)));
    }

    /// <summary>A keyword, the name of one of several, and its arguments.</summary>
    static void Choice<T>(TokenCursor cursor, string what, Func<NameSyntax, Seq<ArgumentSyntax>, SourceSpan, T> make, List<T> made)
    {
        SourceSpan first = cursor.Next().Span;
        NameSyntax keyword = cursor.ExpectKeyword(what);
        Seq<ArgumentSyntax> arguments = new PipelineParser(cursor).Arguments();
        cursor.ExpectEnd();
        if (!cursor.Failed) made.Add(make(keyword, arguments, cursor.SpanFrom(first)));
    }

    static void Word(TokenCursor cursor, string word, ref SourceSpan? first)
    {
        SourceSpan span = cursor.Next().Span;
        cursor.ExpectEnd();
        if (first is null) first = span;
        else cursor.Report(DiagnosticCatalogue.GivenTwice, span, word);
    }

    void Rule(TokenCursor cursor, List<RuleSyntax> rules)
    {
        SourceSpan first = cursor.Next().Span;
        var parser = new PipelineParser(cursor);
        List<ArgumentSyntax> arguments = [.. parser.Arguments(until: "of")];
        NameSyntax? of = null;
        if (cursor.AcceptName("of"))
        {
            of = cursor.ExpectPath("a layer's path");
            arguments.AddRange(parser.Arguments());
        }
        cursor.ExpectEnd();
        if (!cursor.Failed) rules.Add(new RuleSyntax(arguments.ToSeq(), of, cursor.SpanFrom(first)));
    }

    void Freeze(TokenCursor cursor)
    {
        SourceSpan first = cursor.Next().Span;
        SelectorSyntax what = SelectorParser.Parse(cursor);
        if (!cursor.Failed) freezes.Add(new FreezeSyntax(what, cursor.SpanFrom(first)));
    }

    void Rate(TokenCursor cursor)
    {
        SourceSpan first = cursor.Next().Span;
        ExpressionSyntax factor = new ExpressionParser(cursor, amongArguments: false).Parse();
        if (!cursor.AcceptName("of")) cursor.Unexpected("'of' and the layers, as in 'rate 0.1 of conv1 conv2'");
        SelectorSyntax of = SelectorParser.Parse(cursor);
        if (!cursor.Failed) rates.Add(new RateSyntax(factor, of, cursor.SpanFrom(first)));
    }
}
