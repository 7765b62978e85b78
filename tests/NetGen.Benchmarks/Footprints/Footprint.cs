using System.Collections.Generic;
using System.Linq;
using System.Text;
using NetGen.Benchmarks.Measuring;
using NetGen.Benchmarks.Workloads;
using NetGen.Compiler;
using NetGen.Oracle.Checks;
using NetGen.Tests.Harness;
using BoundNetwork = NetGen.Compiler.Binding.Network;

namespace NetGen.Benchmarks.Footprints;

/// <summary>What a network costs beside time: what its class says of itself, bytes of C#, and the time of the generator.</summary>
/// <param name="SourceBytes">Generated C# for the machine's best target.</param>
/// <param name="AllSourceBytes">Generated C# for all targets, the default.</param>
sealed record Footprint(Workload Workload, NetworkDescription Description, long SourceBytes, long AllSourceBytes, GeneratorRun Generator)
{
    /// <summary>The option with which a child measures the generator.</summary>
    public const string GeneratorOption = "--generator";

    public static Footprint Measure(Workload workload)
    {
        BoundNetwork network = workload.Bind("Measured", Task.Adam);
        NetworkFactory factory = GeneratedAssembly.Compile([network], MachineTargets.All[^1]);
        var type = factory.Method.Module.Assembly.GetType($"{network.Namespace}.{network.Name}", throwOnError: true)!;
        return new Footprint(
            workload,
            (NetworkDescription)type.GetProperty("Description")!.GetValue(null)!,
            Bytes(network, MachineTargets.All[^1]),
            Bytes(network, TargetSet.All),
            Child.Run<GeneratorRun>([GeneratorOption, workload.Name]));
    }

    static long Bytes(BoundNetwork network, TargetSet targets)
    {
        CompiledNetwork compiled = NetworkCompiler.Compile(network, targets);
        IEnumerable<SourceFile> files = compiled.Files.Concat(compiled.Kernels.DistinctBy(kernel => kernel.Name));
        return files.Sum(file => (long)Encoding.UTF8.GetByteCount(file.Text));
    }
}
