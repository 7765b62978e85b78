using System.Collections.Generic;
using System.Linq;
using NetGen.Compiler.Plans;
using NetGen.Compiler.Targets;

namespace NetGen.Compiler;

/// <summary>
/// What a compilation leaves to those behind it, of the same network after an edit or of others: the kernels of nodes, as text, by all that they depend on. With it or without, the
/// result is the same. It keeps a bounded number of nodes, those that were used last; threads may use it at once.
/// </summary>
public sealed class KernelCache
{
    // As many as the largest networks have: DenseNet-169 has about 2,500 on each target.
    const int MostNodes = 2048;

    readonly IReadOnlyDictionary<Target, LoweredNodes> nodes = Target.All.ToDictionary(target => target, _ => new LoweredNodes(MostNodes));

    internal LoweredNodes Nodes(Target target) => nodes[target];
}
