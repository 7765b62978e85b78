using System;
using System.Linq;
using System.Threading;
using NetGen.Compiler;
using NetGen.Compiler.Binding;
using NetGen.Compiler.Layers;
using NetGen.Generator.Models;
using NetGen.Tests.Binding;
using Xunit;

namespace NetGen.Tests.Generator;

public class CancellationTests
{
    private static readonly Compiler.Binding.Network Dense = Specs.Body("input x: 4\ndense 3");

    [Fact]
    public void ACancelledNetworkIsNotCompiled()
    {
        var cancelled = new CancellationToken(canceled: true);

        Assert.Throws<OperationCanceledException>(() => NetworkCompiler.Compile(Dense, TargetSet.All, cancelled));
        Assert.Throws<OperationCanceledException>(() => CompiledUnit.Compile(Dense, TargetSet.All, new KernelCache(), cancelled));
    }

    [Fact]
    public void CompilingEndsInTheMiddle()
    {
        using var source = new CancellationTokenSource();
        Compiler.Binding.Network network = Dense with { Layers = Dense.Layers.Select(l => l with { Layer = new Cancelling(l.Layer, source) }).ToSeq() };

        Assert.Throws<OperationCanceledException>(() => NetworkCompiler.Compile(network, TargetSet.Scalar, source.Token));
        Assert.NotEmpty(NetworkCompiler.Compile(network, TargetSet.Scalar, CancellationToken.None).Files);
    }

    /// <summary>A layer during whose compilation the user types on.</summary>
    private sealed class Cancelling(Layer layer, CancellationTokenSource source) : Layer
    {
        public override Signature Signature => layer.Signature;

        public override void Bind(LayerBinding binding) => layer.Bind(binding);

        public override void Build(LayerBuild build)
        {
            source.Cancel();
            layer.Build(build);
        }
    }
}
