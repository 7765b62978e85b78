using System.Collections.Generic;
using System.Linq;
using System.Text;
using NetGen.Benchmarks.Measuring;
using NetGen.Benchmarks.Workloads;
using NetGen.Compiler;
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

    public static Footprint Measure(Workload workload, NetworkDescription description)
    {
        BoundNetwork network = workload.Bind("Measured", Job.Adam);
        return new Footprint(
            workload,
            description,
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
