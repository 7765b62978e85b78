using NetGen.Compiler.Layouts;
using NetGen.Compiler.Plans;

namespace NetGen.Compiler.Graphs;

/// <summary>
/// A primitive operation of the graph. Each says in one file how it shapes, how it differentiates (in primitives) and how it becomes kernels.
/// Records: equal primitives have equal attributes.
/// </summary>
public abstract record Primitive
{
    /// <summary>Types of the outputs. Throws <see cref="GraphException"/> where the inputs do not fit: layers check first, so that is a defect of the compiler.</summary>
    public abstract Seq<TensorType> Infer(Seq<TensorType> inputs);

    /// <summary>What this primitive needs around an input that it reads as an image; null where it does not.</summary>
    public virtual Halo? InputHalo(int input, Seq<TensorType> inputs) => null;

    /// <summary>Adds the kernels that compute a node of this primitive; nothing for what is only named or viewed.</summary>
    public virtual void Lower(Lowering lowering, Node node)
    {
    }

    /// <summary>Adds the gradients of the inputs that want one.</summary>
    public virtual void Differentiate(Differentiation d) => throw new GraphException($"{GetType().Name} has no gradient");
}

/// <summary>What a gradient rule sees of the node it differentiates, and where it puts the result.</summary>
public interface Differentiation
{
    GraphBuilder Builder { get; }
    Seq<Value> Inputs { get; }
    Seq<Value> Outputs { get; }

    /// <summary>Gradient of output <paramref name="index"/>, or null where the loss does not depend on it.</summary>
    Value? OutputGradient(int index);

    /// <summary>Whether the gradient of input <paramref name="index"/> is asked for at all.</summary>
    bool Wants(int index);

    /// <summary>Adds to the gradient of input <paramref name="index"/>.</summary>
    void Add(int index, Value gradient);
}

/// <summary>A graph that breaks its own rules: always a defect of the compiler, never of the user's text.</summary>
public sealed class GraphException(string message) : System.InvalidOperationException(message);
