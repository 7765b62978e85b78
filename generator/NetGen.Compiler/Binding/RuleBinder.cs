using System;
using System.Collections.Generic;
using System.Linq;
using NetGen.Compiler.Diagnostics;
using NetGen.Compiler.Syntax;

namespace NetGen.Compiler.Binding;

/// <summary>Binds the lines of a <c>train</c> section that are for some parameters: <c>decay</c>, <c>maxnorm</c>, <c>clip</c>.</summary>
sealed class RuleBinder(NetworkBuilder network, ArgumentBinder arguments, DiagnosticBag diagnostics)
{
    static readonly Argument[] Penalties =
    [
        Argument.Float("l2", "L2 weight decay") with { Minimum = 0 },
        Argument.Float("l1", "L1 weight decay") with { Minimum = 0 },
        Argument.Word("parameters", "what it is for", "weights", "all"),
    ];

    static readonly Argument[] Norms = [Argument.Float("limit", "the most that the L2 norm of the weights of a neuron may be") with { Minimum = 0, MinimumIsExclusive = true }];

    static readonly Argument[] Limits =
    [
        Argument.Float("norm", "the most that the L2 norm of the gradients may be") with { Minimum = 0, MinimumIsExclusive = true },
        Argument.Float("value", "the most that a gradient may be, up and down") with { Minimum = 0, MinimumIsExclusive = true },
    ];

    public Seq<WeightPenalty> Decays(Seq<RuleSyntax> lines)
    {
        var penalties = new List<WeightPenalty>();
        foreach (RuleSyntax line in lines)
        {
            ArgumentSyntax?[] given = Match("decay", Penalties, line);
            if (given[0] is null && given[1] is null && line.Arguments.Count == (given[2] is null ? 0 : 1))
                diagnostics.Report(DiagnosticCatalogue.MissingArgument, line.Span, "decay", "l2 or l1", $"l2: {Penalties[0].Summary}; l1: {Penalties[1].Summary}");
            bool all = given[2] is { } which && arguments.Convert("decay", Penalties[2], which.Value) is "all";
            CheckPath("decay", line, p => !p.IsState && (p.IsWeight || all || p.Name == PathOf(line)), all ? "layer with parameters" : "layer with weights");
            foreach (PenaltyKind kind in new[] { PenaltyKind.L2, PenaltyKind.L1 })
            {
                if (Number("decay", Penalties[(int)kind], given[(int)kind]) is { } factor)
                    Add(penalties, new WeightPenalty(kind, factor, all, PathOf(line)), p => p.Kind == kind, given[(int)kind]!.Span, $"decay {Penalties[(int)kind].Name}");
            }
        }
        return penalties.ToSeq();
    }

    public Seq<MaxNorm> MaxNorms(Seq<RuleSyntax> lines)
    {
        var norms = new List<MaxNorm>();
        foreach (RuleSyntax line in lines)
        {
            ArgumentSyntax? given = Match("maxnorm", Norms, line)[0];
            CheckPath("maxnorm", line, p => p.IsWeight, "layer with weights");
            if (line.Arguments.Count == 0) diagnostics.Report(DiagnosticCatalogue.MissingArgument, line.Span, "maxnorm", "limit", Norms[0].Summary);
            if (Number("maxnorm", Norms[0], given) is { } limit) Add(norms, new MaxNorm(limit, PathOf(line)), _ => true, given!.Span, "maxnorm");
        }
        return norms.ToSeq();
    }

    public Seq<GradientClip> Clips(Seq<RuleSyntax> lines)
    {
        var clips = new List<GradientClip>();
        foreach (RuleSyntax line in lines)
        {
            ArgumentSyntax?[] given = Match("clip", Limits, line);
            CheckPath("clip", line, p => !p.IsState, "layer with parameters");
            if (line.Arguments.Count == 0)
                diagnostics.Report(DiagnosticCatalogue.MissingArgument, line.Span, "clip", "norm or value", $"norm: {Limits[0].Summary}; value: {Limits[1].Summary}");
            foreach (ClipKind kind in new[] { ClipKind.Norm, ClipKind.Value })
            {
                if (Number("clip", Limits[(int)kind], given[(int)kind]) is { } limit)
                    Add(clips, new GradientClip(kind, limit, PathOf(line)), c => c.Kind == kind, given[(int)kind]!.Span, $"clip {Limits[(int)kind].Name}");
            }
        }
        return clips.ToSeq();
    }

    static string PathOf(RuleSyntax line) => line.Of?.Name ?? "";

    float? Number(string keyword, Argument argument, ArgumentSyntax? given) =>
        given is not null && arguments.Convert(keyword, argument, given.Value) is double number ? (float)number : null;

    void Add<T>(List<T> rules, T rule, Func<T, bool> isAlike, SourceSpan span, string named) where T : ParameterRule
    {
        if (!rules.Any(other => isAlike(other) && other.Path == rule.Path)) rules.Add(rule);
        else diagnostics.Report(DiagnosticCatalogue.GivenTwice, span, named + (rule.Path.Length == 0 ? "" : " of " + rule.Path));
    }

    ArgumentSyntax?[] Match(string keyword, Argument[] known, RuleSyntax line) =>
        ArgumentMatcher.Match(keyword, [.. known.Select(argument => argument.Name)], line.Arguments, diagnostics);

    /// <summary>There must be a parameter that the line is for under its path, and one that is trained; of a network that has other mistakes not all are known.</summary>
    void CheckPath(string keyword, RuleSyntax line, Func<BoundParameter, bool> isFor, string what)
    {
        if (line.Of is not { } path || network.IsIncomplete) return;
        BoundParameter[] parameters = [.. network.Layers.SelectMany(l => l.Parameters).Where(isFor)];
        BoundParameter[] covered = [.. parameters.Where(p => path.Name.Length > 0 && ParameterRule.Covers(path.Name, p.Name))];
        if (covered.Length == 0)
        {
            IEnumerable<string> known = parameters.SelectMany(p => SelectorBinder.Prefixes(p.Name)).Distinct();
            diagnostics.Report(DiagnosticCatalogue.UnknownName, path.Span, what, path.Name, Spelling.Suggest(path.Name, known));
        }
        else if (!covered.Any(p => p.IsTrained)) diagnostics.Report(DiagnosticCatalogue.Selection, path.Span, keyword, "nothing of what is named is trained");
    }
}
