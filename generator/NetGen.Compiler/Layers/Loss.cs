using System.Linq;
using NetGen.Compiler.Binding;
using NetGen.Compiler.Graphs;
using NetGen.Compiler.Primitives;

namespace NetGen.Compiler.Layers;

/// <summary>A loss: one file, like a layer. It says what its target looks like and gives the loss of each example; the trainer takes the mean over the batch.</summary>
public abstract class Loss
{
    public abstract Signature Signature { get; }

    /// <summary>Checks the prediction's shape and says the target's type, or reports what is wrong.</summary>
    public abstract NetworkValue? Target(LossBinding loss);

    /// <summary>The loss of each example: a batched scalar (rank 0). <paramref name="prediction"/> and <paramref name="target"/> as declared by <see cref="Target"/>.</summary>
    public abstract Value Build(GraphBuilder graph, Arguments arguments, Value prediction, Value target);

    /// <summary>What an example costs, of all targets alike, whose prediction is the same everywhere: a network that knows nothing. Null where that depends on the
    /// target.</summary>
    public virtual double? OfGuessing(Arguments arguments, Shape prediction) => null;

    /// <summary>
    /// Sum over the elements of each example. Its axes stay, so that its gradient is a broadcast and nothing else; what is computed from sums becomes a
    /// scalar by <see cref="Scalar"/> at the end.
    /// </summary>
    protected static Value Sum(GraphBuilder graph, Value x) => graph.Reduce(ReduceKind.Sum, x, Enumerable.Range(0, x.Shape.Rank).ToSeq());

    protected static Value Scalar(GraphBuilder graph, Value loss) => graph.Reshape(loss, Shape.Scalar);
}
