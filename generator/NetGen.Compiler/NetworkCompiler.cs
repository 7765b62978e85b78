using System.Collections.Generic;
using System.Linq;
using System.Threading;
using NetGen.Compiler.Binding;
using NetGen.Compiler.Building;
using NetGen.Compiler.Emission;
using NetGen.Compiler.Graphs;
using NetGen.Compiler.Passes;
using NetGen.Compiler.Plans;
using NetGen.Compiler.Targets;

namespace NetGen.Compiler;

/// <summary>The back end: a bound network in, C# out. The generator, the tools and the tests all call this.</summary>
public static class NetworkCompiler
{
    /// <summary>Examples that a batch of training has at least, as a rule.</summary>
    const int TrainedTogether = 16;

    /// <summary>Compiles a network for the given instruction sets. An editor cancels when the user types on: it is asked for each graph and node.</summary>
    /// <param name="cache">What compilations before have made, and this one leaves to those behind it; by default nothing.</param>
    public static CompiledNetwork Compile(Network network, TargetSet targets, CancellationToken cancel = default, KernelCache? cache = null)
    {
        cache ??= new KernelCache();
        var codes = new List<TargetCode>();
        Seq<ProgramGraph> programs = Programs(network).Select(p =>
        {
            cancel.ThrowIfCancellationRequested();
            int examples = p.Name is "Train" or "Evaluate" ? TrainedTogether : 1;
            var options = new PassOptions(examples, network.Training?.Recompute ?? false, network.Winograd && network.Unroll != UnrollMode.Full);
            return p with { Graph = Planner.Prepare(PassPipeline.Run(p.Graph, options)) };
        }).ToSeq();
        foreach (Target target in Target.In(targets))
        {
            (TargetCode? code, string? refusal) = TargetCode.Make(network, programs, target, cache, cancel);
            if (code is null) return new CompiledNetwork([], [], refusal);
            codes.Add(code);
        }
        // The class calls all targets alike. Where one is too long to be unrolled, none is.
        if (codes.Select(c => (c.StraightPrediction, c.StraightTraining)).Distinct().Count() > 1)
            codes = Target.In(targets).Select(target => TargetCode.Looped(network, programs, target, cache, cancel)).ToList();
        var text = new ClassCode(network, codes);
        IEnumerable<SourceFile> files = codes.Select(c => new SourceFile($"{network.FileName}.{c.Target.Name}.g.cs", text.WriteTarget(c)))
            .Prepend(new SourceFile($"{network.FileName}.g.cs", text.Write()));
        return new CompiledNetwork(files.ToSeq(), codes.SelectMany(c => c.Kernels).ToSeq());
    }

    static IEnumerable<ProgramGraph> Programs(Network network)
    {
        yield return new("Predict", NetworkGraph.Inference(network));
        if (network.IsStreamable) yield return new("Step", NetworkGraph.Streaming(network));
        if (network.Training is null) yield break;
        yield return new("Train", NetworkGraph.Training(network, out Seq<Value?> layers)) { Watched = layers };
        yield return new("Evaluate", NetworkGraph.Evaluation(network));
    }
}
