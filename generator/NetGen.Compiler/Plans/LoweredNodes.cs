using System.Collections.Generic;
using System.Linq;
using NetGen.Compiler.Graphs;
using NetGen.Compiler.Layouts;

namespace NetGen.Compiler.Plans;

/// <summary>
/// The nodes of a target's programs that are kernels already. A network repeats itself, evaluation repeats prediction, and after an edit most of a network is as before: equal
/// primitives on equal forms of memory are the same kernels. Threads may use it at once.
/// </summary>
/// <param name="most">Of more nodes than these, what was not asked for any more is forgotten; at the most twice as many are kept.</param>
public sealed class LoweredNodes(int most = int.MaxValue)
{
    readonly object access = new();
    Dictionary<LoweredKey, LoweredNode> recent = [], older = [];

    internal LoweredNode? Find(LoweredKey key)
    {
        lock (access)
        {
            if (!recent.TryGetValue(key, out LoweredNode? node) && older.TryGetValue(key, out node)) Keep(key, node);
            return node;
        }
    }

    internal void Add(LoweredKey key, LoweredNode node)
    {
        lock (access) Keep(key, node);
    }

    void Keep(LoweredKey key, LoweredNode node)
    {
        if (recent.Count >= most) (older, recent) = (recent, []);
        recent[key] = node;
    }
}

/// <summary>The steps of one node, with the buffers of its values in the order in which these first name them, and its own.</summary>
sealed record LoweredNode(Seq<Buffer> Buffers, Seq<(Buffer Buffer, string Name)> Scratch, Seq<Step> Steps);

/// <summary>All that the kernels of a node depend on.</summary>
sealed record LoweredKey(Primitive Primitive, Seq<OperandForm> Operands, bool InLoop, bool IsExact);

/// <summary>What kernels see of a value: not which buffer it is in, but how it stands there, and with which others it shares it.</summary>
readonly record struct OperandForm(TensorType Type, Layout? Plain, FilterLayout? Filters, int BatchStride, bool IsExternal, bool IsInt, int BufferNumber, TimePlace Time)
{
    public OperandForm(TensorType type, Place place, Seq<Buffer> buffers)
        : this(type, place.Plain, place.Filters, place.BatchStride, place.Buffer.IsExternal, place.Buffer.IsInt, buffers.ToList().IndexOf(place.Buffer), place.Time) { }
}
