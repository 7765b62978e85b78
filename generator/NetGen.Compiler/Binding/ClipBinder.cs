using System.Collections.Generic;
using System.Linq;
using NetGen.Compiler.Diagnostics;
using NetGen.Compiler.Syntax;

namespace NetGen.Compiler.Binding;

/// <summary>Binds the <c>clip</c> lines of a <c>train</c> section.</summary>
sealed class ClipBinder(NetworkBuilder network, ArgumentBinder arguments, DiagnosticBag diagnostics)
{
    static readonly Argument[] Limits =
    [
        Argument.Float("norm", "the most that the L2 norm of the gradients may be") with { Minimum = 0, MinimumIsExclusive = true },
        Argument.Float("value", "the most that a gradient may be, up and down") with { Minimum = 0, MinimumIsExclusive = true },
    ];

    public Seq<GradientClip> Bind(Seq<ClipSyntax> lines)
    {
        var clips = new List<GradientClip>();
        foreach (ClipSyntax line in lines)
        {
            ArgumentSyntax?[] given = ArgumentMatcher.Match("clip", [.. Limits.Select(l => l.Name)], line.Arguments, diagnostics);
            if (line.Arguments.Count == 0) diagnostics.Report(DiagnosticCatalogue.MissingArgument, line.Span, "clip", "norm or value", $"norm: {Limits[0].Summary}; value: {Limits[1].Summary}");
            CheckPath(line);
            foreach (ClipKind kind in new[] { ClipKind.Norm, ClipKind.Value })
            {
                if (given[(int)kind] is not { } argument || arguments.Convert("clip", Limits[(int)kind], argument.Value) is not double limit) continue;
                var clip = new GradientClip(kind, (float)limit, line.Of?.Name ?? "");
                if (clips.Any(c => c.Kind == kind && c.Path == clip.Path)) diagnostics.Report(DiagnosticCatalogue.GivenTwice, argument.Span, Named(clip));
                else clips.Add(clip);
            }
        }
        return clips.ToSeq();
    }

    static string Named(GradientClip clip) => $"clip {(clip.Kind == ClipKind.Norm ? "norm" : "value")}{(clip.Path.Length == 0 ? "" : " of " + clip.Path)}";

    /// <summary>There must be a trained parameter under the path; of a network that has other mistakes not all are known.</summary>
    void CheckPath(ClipSyntax line)
    {
        if (line.Of is not { } path || network.IsIncomplete) return;
        string[] parameters = [.. network.Layers.SelectMany(l => l.Parameters).Where(p => !p.IsState).Select(p => p.Name)];
        if (path.Name.Length > 0 && parameters.Any(new GradientClip(ClipKind.Norm, 0, path.Name).Covers)) return;
        diagnostics.Report(DiagnosticCatalogue.UnknownName, path.Span, "layer with parameters", path.Name, Spelling.Suggest(path.Name, parameters.SelectMany(SelectorBinder.Prefixes).Distinct()));
    }
}
