using NetGen.Compiler.Binding;
using NetGen.Compiler.Graphs;

namespace NetGen.Compiler.Layers;

/// <summary>A loss: one file, like a layer. It says what its target looks like and gives the loss of each example; the trainer takes the mean over the batch.</summary>
public abstract class Loss
{
    public abstract Signature Signature { get; }

    /// <summary>Checks the prediction's shape and says the target's type, or reports what is wrong.</summary>
    public abstract NetworkValue? Target(LossBinding loss);

    /// <summary>The loss of each example: a batched scalar (rank 0). <paramref name="prediction"/> and <paramref name="target"/> as declared by <see cref="Target"/>.</summary>
    public abstract Value Build(GraphBuilder graph, Arguments arguments, Value prediction, Value target);
}
