using System.Linq;
using System.Threading.Tasks;
using NetGen.Compiler;
using NetGen.Compiler.Graphs;
using NetGen.Compiler.Plans;
using NetGen.Compiler.Primitives;
using NetGen.Tests.Binding;
using Xunit;
using BoundNetwork = NetGen.Compiler.Binding.Network;

namespace NetGen.Tests.Generator;

public class KernelCacheTests
{
    private static readonly BoundNetwork LeNet5 = Specs.One(Examples.LeNet5Text);
    private static readonly BoundNetwork Wider = Specs.One(Examples.LeNet5Text.Replace("dense 84", "dense 85", System.StringComparison.Ordinal));
    private static readonly BoundNetwork Faster = Specs.One(Examples.LeNet5Text.Replace("lr=2e-3", "lr=3e-3", System.StringComparison.Ordinal));
    private static readonly BoundNetwork Recurrent = Specs.Body(
        "input x: 5[7]\nlstm 6 returns=last | dense 3\ntrain\n  loss softmax-cross-entropy\n  optimizer adam\n  clip norm=1");
    private static readonly BoundNetwork Straight = Specs.Body("input x: 4\ndense 3 | tanh\ntrain\n  loss mse\n  optimizer sgd");

    private static BoundNetwork[] Networks => [LeNet5, Wider, LeNet5, Recurrent, Straight, Faster, Recurrent, Straight];

    [Fact]
    public void WithKernelsOfOtherNetworksTheTextIsTheSame()
    {
        var cache = new KernelCache();
        foreach (BoundNetwork network in Networks) Assert.Equal(NetworkCompiler.Compile(network, TargetSet.All), NetworkCompiler.Compile(network, TargetSet.All, cache: cache));
    }

    [Fact]
    public void ThreadsShareACache()
    {
        var cache = new KernelCache();
        CompiledNetwork[] together = new CompiledNetwork[Networks.Length];
        Parallel.For(0, together.Length, i => together[i] = NetworkCompiler.Compile(Networks[i], TargetSet.All, cache: cache));

        Assert.Equal(Networks.Select(network => NetworkCompiler.Compile(network, TargetSet.All)), together);
    }

    /// <summary>Of the kernels of LeNet-5 those of the optimizer are printed again, and borders.</summary>
    [Fact]
    public void AnEditMakesItsOwnKernelsOnly()
    {
        var cache = new KernelCache();
        CompiledNetwork before = NetworkCompiler.Compile(LeNet5, TargetSet.All, cache: cache);

        Assert.Equal(["adam", "halo"], New(Faster));
        Assert.Equal(["adam", "data_gradient", "dense", "halo", "map", "reduce_sum", "transpose_filters", "weight_gradient"], New(Wider));

        string[] New(BoundNetwork network) => [.. NetworkCompiler.Compile(network, TargetSet.All, cache: cache).Kernels
            .Where(kernel => !before.Kernels.Any(other => ReferenceEquals(kernel, other)))
            .Select(kernel => kernel.Name.Split('.')[2]).Select(name => name[..name.LastIndexOf('_')]).Distinct().Order()];
    }

    [Fact]
    public void WhatIsNotUsedIsForgotten()
    {
        var nodes = new LoweredNodes(most: 2);
        for (int i = 0; i < 5; i++)
        {
            nodes.Add(Key(i), new LoweredNode([], [], []));
            Assert.NotNull(nodes.Find(Key(0)));
        }

        Assert.NotNull(nodes.Find(Key(4)));
        Assert.Null(nodes.Find(Key(1)));

        static LoweredKey Key(int i) => new(new Input(i, TensorType.Float(Shape.Scalar, 1)), [], false, false);
    }
}
