using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;
using NetGen.Compiler.Binding;
using NetGen.Compiler.Layers;
using NetGen.Compiler.Primitives;

namespace NetGen.Tests.Layers;

/// <summary>The reference of layers, losses, optimizers and schedules, from their signatures.</summary>
static class ReferencePage
{
    public static string Write()
    {
        var page = new StringBuilder();
        page.Append("# Layers, losses, optimizers and schedules\n\n");
        page.Append("Written from the compiler's catalogue by `SignatureTests.ReferencePageIsCurrent`; do not edit it by hand.\n\n");
        page.Append("Shapes are `channels x height x width`, without the batch. Arguments are given in order or as `key=value`; one without a default is required.\n");
        page.Append("In C#, the attribute takes the same arguments in Pascal case: `conv 6 5x5 pad=2` is `[Conv(6, 5, Pad = 2)]`, and `count_pad` is `CountPad`.\n");
        Section(page, "Layers", LayerCatalogue.Layers.Select(l => l.Signature));
        page.Append("\nOn vectors and images, `softmax` and `concat` without an axis act on axis 0: the elements of a vector, the channels of an image.\n");
        Section(page, "Losses", LayerCatalogue.Losses.Select(l => l.Signature));
        page.Append(
            "\nThe loss of a step is the mean over the examples of the batch, without weight decay. Targets are a class number (`int`) for `softmax-cross-entropy` and `hinge`,\n");
        page.Append("and numbers of the prediction's shape for the others, and for `softmax-cross-entropy labels=probabilities`.\n");
        Section(page, "Optimizers", LayerCatalogue.Optimizers.Select(o => o.Signature));
        page.Append("\n`g` is the gradient, `x` the parameter, `t` the number of the step, 1 at the first; states start at zero. Weight decay adds `l2·x + l1·sign(x)` to `g`\n");
        page.Append("before the step, except in `adamw`.\n");
        Section(page, "Schedules", LayerCatalogue.Schedules.Select(s => s.Signature));
        page.Append("\n`lr` is the optimizer's learning rate and `t` the time in epochs since the end of the warm-up, in which the rate rises in a straight line, step by step.\n");
        return page.ToString();
    }

    static void Section(StringBuilder page, string title, IEnumerable<Signature> signatures)
    {
        page.Append($"\n## {title}\n");
        foreach (Signature s in signatures)
        {
            page.Append($"\n### {s.Keyword}\n\n{s.Summary} Attribute: `{s.ClassName}`.\n\n```text\n{s.Formula.Replace(". pytorch", "\npytorch")}\n```\n");
            if (s.Arguments.Count > 0)
            {
                page.Append("\n| argument | kind | default | range | meaning |\n|---|---|---|---|---|\n");
                foreach (Argument a in s.Arguments) page.Append($"| `{a.Name}` | {Kind(a)} | {Default(a)} | {Range(a)} | {a.Summary} |\n");
            }
            page.Append($"\nSource: {s.Source}.\n");
        }
    }

    static string Kind(Argument a) => a.Kind == ArgumentKind.Word ? string.Join(" or ", a.Words.Select(w => $"`{w}`")) : a.Kind.ToString().ToLowerInvariant();

    static string Default(Argument a) => a.Default switch
    {
        null => "required",
        bool yes => yes ? "yes" : "no",
        Size size when size == default && a.Minimum > 0 => "the window",
        Size { Height: var h, Width: var w } when h == w => Number(h),
        PaddingArgument { Same: false } => "0",
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        var other => other.ToString()!,
    };

    static string Range(Argument a) => (double.IsInfinity(a.Minimum), double.IsInfinity(a.Maximum) || a.Maximum == int.MaxValue) switch
    {
        (true, _) => "",
        (false, true) => a.MinimumIsExclusive ? $"above {Number(a.Minimum)}" : $"from {Number(a.Minimum)}",
        (false, false) => a.MinimumIsExclusive ? $"above {Number(a.Minimum)}, to {Number(a.Maximum)}" : $"{Number(a.Minimum)} … {Number(a.Maximum)}",
    };

    static string Number(double number) => number.ToString(CultureInfo.InvariantCulture);
}
