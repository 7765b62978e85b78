using NetGen.Compiler.Binding;

namespace NetGen.Compiler.Layers;

/// <summary>
/// A layer of the language. A layer is one file: its signature (keyword, arguments, summary, formula), its shape rule and its translation to
/// primitives. Its backward pass follows from the primitives. Found by type and sorted by keyword (<see cref="LayerCatalogue"/>).
/// </summary>
public abstract class Layer
{
    /// <summary>Keyword, arguments and documentation: the text form, the attribute, error messages and the reference page come from it.</summary>
    public abstract Signature Signature { get; }

    /// <summary>Whether the largest element of the result is that of the input: what is right of the one is right of the other.</summary>
    public virtual bool KeepsOrder => false;

    /// <summary>The shape rule: checks inputs and arguments, declares parameters and the results, or reports what is wrong.</summary>
    public abstract void Bind(LayerBinding layer);

    /// <summary>Adds the layer's primitives to the graph and gives its results.</summary>
    public abstract void Build(LayerBuild layer);
}
