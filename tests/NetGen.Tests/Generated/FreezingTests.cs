using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using NetGen.Compiler;
using NetGen.Compiler.Building;
using NetGen.Compiler.Emission;
using NetGen.Compiler.Graphs;
using NetGen.Compiler.Passes;
using NetGen.Compiler.Plans;
using NetGen.Compiler.Targets;
using NetGen.Tests.Binding;
using NetGen.Tests.Runtime;
using Xunit;
using BoundNetwork = NetGen.Compiler.Binding.Network;

namespace NetGen.Tests.Generated;

/// <summary>What is frozen costs nothing: no kernel, no gradient, no state of the optimizer.</summary>
public class FreezingTests
{
    const int Batch = 4;

    const string Deep = """
        network Deep
        unroll tiles
        input x: 2x12x12
        conv 8 3x3 pad=1 bias=no | batchnorm | relu
        conv 8 3x3 pad=1 bias=no | batchnorm | relu
        conv 8 3x3 pad=1 | relu
        dense 5
        train
          loss softmax-cross-entropy
          optimizer adam lr=0.01
          decay 0.01
          clip norm=100

        """;

    [Fact]
    public void BelowTheFirstTrainedLayerThereIsOnlyTheForwardPassOfPrediction()
    {
        Step[] all = Steps(Deep), frozen = Steps(Deep + "  freeze to conv2"), evaluation = [.. Plan(NetworkGraph.Evaluation(Specs.One(Deep))).Steps];

        // Its batch norm has no statistics of the batch, and lies in the convolution's kernel.
        foreach (string layer in new[] { "conv1", "batchnorm1", "relu1" })
            Assert.Equal(Labels(evaluation, layer), Labels(frozen, layer));
        Assert.Equal(Labels(all, "dense1"), Labels(frozen, "dense1"));
        // A convolution that is frozen above the first trained layer passes its gradient on, and computes none of its own.
        IEnumerable<string> gradients = Gradients(Steps(Deep + "  freeze conv2"));
        Assert.Equal(2, gradients.Count(name => name.StartsWith("conv", StringComparison.Ordinal) && name.EndsWith("weight", StringComparison.Ordinal)));
        Assert.True(frozen.Length < all.Length, $"{frozen.Length} kernels of {all.Length}");
        Assert.Equal(["batchnorm2.bias", "batchnorm2.weight", "conv3.bias", "conv3.weight", "dense1.bias", "dense1.weight"], Gradients(frozen));

        static string[] Labels(Step[] steps, string layer) => [.. steps.Where(s => s.Layer == layer).Select(s => s.Kernel.Label)];
    }

    [Fact]
    public void AFrozenHeadPassesItsGradientOn()
    {
        Step[] steps = Steps(Deep + "  freeze conv2 to dense1");

        Assert.Equal(["batchnorm1.bias", "batchnorm1.weight", "conv1.weight"], Gradients(steps));
        Assert.DoesNotContain(steps, s => s.Layer is "conv2" or "conv3" && s.Kernel.Label.Contains("weight", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("avx512"), InlineData("avx2"), InlineData("scalar")]
    public void GradientsAndOptimizerStateHaveTheSizeOfWhatIsTrained(string target)
    {
        ParameterTable all = Table(Deep, target), frozen = Table(Deep + "  freeze * except dense1", target);

        // Each parameter is rounded up to a cache line.
        int dense = all.Entries.Where(e => e.Parameter.Name.StartsWith("dense1", StringComparison.Ordinal)).Sum(e => e.Size);
        Assert.Equal(dense, frozen.TrainedFloats);
        Assert.Equal(all.Floats, frozen.Floats);
        Assert.True(all.TrainedFloats > frozen.TrainedFloats);
    }

    [Fact]
    public void OfWhatIsFrozenNothingIsKept()
    {
        using var all = new GeneratedNetwork(Deep, Batch);
        using var frozen = new GeneratedNetwork(Deep + "  freeze * except dense1", Batch);

        Assert.Equal(["dense1.weight", "dense1.bias"], frozen.Trainer.Gradients.Select(g => g.Name));
        Assert.Equal(all.Network.Parameters.Select(p => p.Name), frozen.Network.Parameters.Select(p => p.Name));
        Assert.Equal(all.Network.Parameters.TotalCount, frozen.Network.Parameters.TotalCount);
        Assert.True(frozen.Network.Parameters["conv1.weight"].IsFrozen);
        Assert.False(frozen.Network.Parameters["dense1.weight"].IsFrozen);
        // Without a backward pass the results of layers need not live; what is left is that of prediction.
        long Each(GeneratedNetwork net) => net.Network.Describe().TrainingBytes(1) - net.Network.Describe().TrainingBytes(0);
        Assert.True(Each(frozen) < 0.7 * Each(all), $"{Each(frozen)} bytes an example, of {Each(all)}");
        using var directory = new TemporaryDirectory();
        string path = Path.Combine(directory.Path, "checkpoint.safetensors");
        frozen.Trainer.SaveCheckpoint(path);
        string header = File.ReadAllText(path);
        Assert.Contains("optimizer:1:dense1.weight", header, StringComparison.Ordinal);
        Assert.DoesNotContain("optimizer:0:conv1.weight", header, StringComparison.Ordinal);
        frozen.Trainer.LoadCheckpoint(path);
    }

    [Fact]
    public void TheSameSeedGivesTheSameWeights()
    {
        using var all = new GeneratedNetwork(Deep);
        using var frozen = new GeneratedNetwork(Deep + "  freeze conv1 dense1.weight");

        foreach (Parameter parameter in all.Network.Parameters)
        {
            Assert.Equal(parameter.ToArray(), frozen.Network.Parameters[parameter.Name].ToArray());
            Assert.Equal(parameter.ToArray(), Read(frozen.Network.Parameters[parameter.Name].Count, parameter.Name, frozen.Methods.GetParameter));
        }
    }

    [Fact]
    public void TheOtherGradientsAreThoseOfTheWholeNetwork()
    {
        // Without batch normalization, which is another function where it is frozen.
        string spec = Deep.Replace(" bias=no | batchnorm", "", StringComparison.Ordinal);
        using var all = new GeneratedNetwork(spec, Batch);
        using var frozen = new GeneratedNetwork(spec + "  freeze to conv2", Batch);
        var random = new Random(3);
        Array[] given = [Enumerable.Range(0, Batch * 2 * 12 * 12).Select(_ => (float)random.NextDouble()).ToArray(), new[] { 0, 4, 2, 3 }];

        Assert.Equal(all.Methods.Backward(given), frozen.Methods.Backward(given));
        foreach (Parameter gradient in frozen.Trainer.Gradients)
            Assert.Equal(Read(gradient.Count, gradient.Name, all.Methods.GetGradient), Read(gradient.Count, gradient.Name, frozen.Methods.GetGradient));
        Assert.Equal(4, frozen.Trainer.Gradients.Count);

        float[] before = Read(8 * 2 * 9, "conv1.weight", frozen.Methods.GetParameter);
        for (int step = 0; step < 5; step++) frozen.Methods.Step(given);
        Assert.Equal(before, Read(before.Length, "conv1.weight", frozen.Methods.GetParameter));
    }

    static float[] Read(int count, string name, Action<string, float[]> read)
    {
        var values = new float[count];
        read(name, values);
        return values;
    }

    static Step[] Steps(string spec) => [.. Plan(NetworkGraph.Training(Specs.One(spec))).Steps];

    static Plan Plan(Graph graph)
    {
        Graph prepared = Planner.Prepare(PassPipeline.Run(graph));
        return Planner.Run(prepared, Target.In(TargetSet.Avx2).Single(), new LoweredNodes(), straightLine: false, print: null, CancellationToken.None).Plan;
    }

    /// <summary>The parameters whose gradients the steps write.</summary>
    static IEnumerable<string> Gradients(Step[] steps) =>
        steps.SelectMany(s => s.Operands).Where(o => o.Buffer.Kind == BufferKind.Gradient).Select(o => o.Buffer.Name).Distinct().Order(StringComparer.Ordinal);

    static ParameterTable Table(string spec, string target)
    {
        BoundNetwork network = Specs.One(spec);
        (string Name, Graph Graph)[] graphs =
        [
            ("Predict", NetworkGraph.Inference(network)), ("Train", NetworkGraph.Training(network)), ("Evaluate", NetworkGraph.Evaluation(network)),
        ];
        Seq<ProgramGraph> programs = [.. graphs.Select(p => new ProgramGraph(p.Name, Planner.Prepare(PassPipeline.Run(p.Graph))))];
        Target of = Target.All.Single(t => t.Name.Equals(target, StringComparison.OrdinalIgnoreCase));
        return TargetCode.Looped(network, programs, of, new KernelCache(), CancellationToken.None).Parameters;
    }
}
