using System;
using System.Collections.Generic;
using System.Linq;
using NetGen.Compiler.Binding;
using NetGen.Compiler.Layers;
using NetGen.Tests.Harness;
using Xunit;

namespace NetGen.Tests.Layers;

public sealed class SignatureTests
{
    static IEnumerable<(object Thing, Signature Signature)> All =>
        LayerCatalogue.Layers.Select(l => ((object)l, l.Signature))
            .Concat(LayerCatalogue.Losses.Select(l => ((object)l, l.Signature)))
            .Concat(LayerCatalogue.Optimizers.Select(o => ((object)o, o.Signature)))
            .Concat(LayerCatalogue.Schedules.Select(s => ((object)s, s.Signature)));

    [Fact]
    public void HasWhatTheIssueAsksFor()
    {
        string[] asked =
        [
            .. "add avgpool concat conv dense elu flatten leakyrelu maxpool mul relu reshape sigmoid softmax softplus tanh".Split(' '),
            .. "batchnorm dropconnect dropout gelu hardswish join log-softmax prelu selu silu stochasticdepth swish".Split(' '),
        ];
        Assert.Empty(asked.Except(LayerCatalogue.Layers.Select(l => l.Signature.Keyword)));
        Assert.Equal("binary-cross-entropy hinge mse softmax-cross-entropy", Keywords(LayerCatalogue.Losses.Select(l => l.Signature)));
        Assert.Equal("adagrad adam adamw momentum nesterov rmsprop sgd", Keywords(LayerCatalogue.Optimizers.Select(o => o.Signature)));
        Assert.Equal("constant cosine exponential inverse-time one-cycle plateau step", Keywords(LayerCatalogue.Schedules.Select(s => s.Signature)));

        static string Keywords(IEnumerable<Signature> signatures) => string.Join(" ", signatures.Select(s => s.Keyword));
    }

    [Fact]
    public void ClassNamesAreThoseOfTheirTypes() => Assert.All(All, a => Assert.Equal(a.Thing.GetType().Name, a.Signature.ClassName));

    [Fact]
    public void KeywordsAndArgumentsAreUniqueAndExplained()
    {
        Assert.Equal(All.Count(), All.Select(a => a.Signature.Keyword).Distinct().Count());
        Assert.All(All, a =>
        {
            Assert.EndsWith(".", a.Signature.Summary);
            Assert.NotEmpty(a.Signature.Formula);
            Assert.NotEmpty(a.Signature.Source);
            Assert.Equal(a.Signature.Arguments.Count, a.Signature.Arguments.Select(x => x.Name).Distinct().Count());
            Assert.All(a.Signature.Arguments, x => Assert.NotEmpty(x.Summary));
        });
    }

    [Fact]
    public void DefaultsLieInTheirRange() => Assert.All(All.SelectMany(a => a.Signature.Arguments), a =>
    {
        if (a.Default is double or int)
        {
            double value = Convert.ToDouble(a.Default, System.Globalization.CultureInfo.InvariantCulture);
            Assert.InRange(value, a.Minimum, a.Maximum);
            Assert.False(a.MinimumIsExclusive && value == a.Minimum);
        }
        if (a.Kind == ArgumentKind.Word) Assert.Contains((string)a.Default!, a.Words);
    });

    /// <summary>docs/layers.md is this text; with NETGEN_UPDATE=1 the test writes it.</summary>
    [Fact]
    public void ReferencePageIsCurrent() => WrittenPage.Check("layers.md", ReferencePage.Write());
}
