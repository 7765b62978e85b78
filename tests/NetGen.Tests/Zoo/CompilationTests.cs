using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using System.Threading;
using NetGen.Compiler;
using NetGen.Compiler.Building;
using NetGen.Compiler.Graphs;
using NetGen.Compiler.Passes;
using NetGen.Compiler.Plans;
using NetGen.Compiler.Targets;
using NetGen.Oracle.Zoo;
using Xunit;
using Xunit.Abstractions;
using BoundNetwork = NetGen.Compiler.Binding.Network;

namespace NetGen.Tests.Zoo;

/// <summary>What the compiler makes of ResNet-50: how much text, how much memory, which kernels.</summary>
public class CompilationTests(ITestOutputHelper output)
{
    static BoundNetwork ResNet50 => ZooSpecs.Networks["ResNet50"];

    /// <summary>The text is bounded. The time, which is to be less than 2 s for training, is told: it is no condition of a test on a machine that does other things as
    /// well.</summary>
    [Fact]
    public void TextOfResNet50IsBounded()
    {
        foreach ((string name, BoundNetwork network, long most) in new[] { ("inference", ResNet50 with { Training = null }, 600_000L), ("training", ResNet50, 2_000_000L) })
        {
            NetworkCompiler.Compile(network, TargetSet.Avx512); // warm
            var watch = Stopwatch.StartNew();
            CompiledNetwork compiled = NetworkCompiler.Compile(network, TargetSet.Avx512);
            long bytes = compiled.Files.Concat(compiled.Kernels).Sum(file => (long)file.Text.Length);
            output.WriteLine($"{name}: {bytes:N0} bytes of C#, {compiled.Kernels.Count} kernels, of {most:N0} at most; "
                + $"generated in {watch.Elapsed.TotalSeconds:F2} s, of 2 s for training");
            Assert.InRange(bytes, 1, most);
        }
    }

    [Fact]
    public void ArenaOfResNet50IsCloseToWhatLivesAtOnce()
    {
        Plan plan = Prediction(ResNet50);
        var lives = new Dictionary<Buffer, (int First, int Last)>();
        for (int i = 0; i < plan.Steps.Count; i++)
        {
            foreach (Buffer buffer in plan.Steps[i].Operands.Select(o => o.Buffer).Where(b => b.IsPlanned))
                lives[buffer] = (lives.TryGetValue(buffer, out var life) ? life.First : i, i);
        }
        long most = Enumerable.Range(0, plan.Steps.Count).Max(i => lives.Where(l => l.Value.First <= i && i <= l.Value.Last).Sum(l => (long)l.Key.Size));
        // All of it, for one example and one thread: what the kernels need for themselves too, as transformed filters.
        long arena = plan.BatchedFloats + plan.FixedFloats + plan.MemberFloats;
        output.WriteLine($"{arena * 4:N0} bytes for {most * 4:N0} at once");
        Assert.InRange(arena, most, most * 1.25);
    }

    /// <summary>Batch normalization, activation and residual sum are in the convolutions' kernels: what is left are factors and summands of the channels, borders and
    /// pooling.</summary>
    [Fact]
    public void NormalizationActivationAndSumAreFused()
    {
        Plan plan = Prediction(ResNet50);
        string[] labels = [.. plan.Steps.Select(s => s.Kernel.Label)];
        Assert.Equal(53, labels.Count(l => l.StartsWith("conv_", System.StringComparison.Ordinal)));
        string[] others = [.. plan.Steps.Where(s => s.Kernel.Label is "map" or "copy").Select(s => s.Kernel.Summary).Where(s => !s.Contains("x1x1:"))];
        output.WriteLine(string.Join("\n", labels.GroupBy(l => l).Select(g => $"{g.Count()} {g.Key}")));
        Assert.Single(others); // the caller's image, into the kernels' order
    }

    /// <summary>Equal shapes give equal kernels: of 53 convolutions about twenty are distinct in shape, some of them in what is fused.</summary>
    [Fact]
    public void KernelsAreShared()
    {
        int distinct = NetworkCompiler.Compile(ResNet50 with { Training = null }, TargetSet.Avx512).Kernels.Count(k => k.Name.Contains(".conv_"));
        Assert.InRange(distinct, 15, 36);
        Assert.True(Names("ResNet18").Intersect(Names("ResNet34")).Count() > Names("ResNet18").Count * 9 / 10);

        HashSet<string> Names(string name) => [.. NetworkCompiler.Compile(ZooSpecs.Networks[name] with { Training = null }, TargetSet.Avx512).Kernels.Select(k => k.Name)];
    }

    static Plan Prediction(BoundNetwork network)
    {
        Graph graph = Planner.Prepare(PassPipeline.Run(NetworkGraph.Inference(network)));
        return Planner.Run(graph, Target.In(TargetSet.Avx512).Single(), new LoweredNodes(), straightLine: false, print: null, CancellationToken.None).Plan;
    }
}
