namespace NetGen.Compiler.Graphs;

/// <summary>A value of the graph. Identity matters, not content: two values may have equal types and names.</summary>
public sealed class Value(int id, TensorType type, string name)
{
    public int Id { get; } = id;
    public TensorType Type { get; } = type;

    /// <summary>What the generated code calls its buffer.</summary>
    public string Name { get; } = name;

    public Shape Shape => Type.Shape;
    public bool Batched => Type.Batched;
    public int Times => Type.Times;

    public override string ToString() => "%" + Id;
}
