using System.Collections.Generic;
using System.Linq;
using System.Runtime.CompilerServices;
using NetGen.Compiler.Emission;
using NetGen.Compiler.Kernels;
using NetGen.Compiler.Plans;
using NetGen.Compiler.Targets;

namespace NetGen.Compiler;

/// <summary>
/// What a compilation leaves to those behind it, of the same network after an edit or of others: the kernels of nodes, by all that they depend on, and their text. With it or without, the result is
/// the same. It keeps a bounded number of kernels, those that were used last; threads may use it at once.
/// </summary>
public sealed class KernelCache
{
    // A few times the distinct nodes of the largest networks.
    const int MostNodes = 2048;

    readonly IReadOnlyDictionary<Target, LoweredNodes> nodes = Target.All.ToDictionary(target => target, _ => new LoweredNodes(MostNodes));
    readonly ConditionalWeakTable<Kernel, PrintedKernel> printed = new();

    internal LoweredNodes Nodes(Target target) => nodes[target];

    /// <summary>The text of a kernel, which lives as long as the kernel.</summary>
    internal PrintedKernel Printed(Kernel kernel, ConditionalWeakTable<Kernel, PrintedKernel>.CreateValueCallback print) => printed.GetValue(kernel, print);
}
