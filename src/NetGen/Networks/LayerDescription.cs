namespace NetGen;

/// <summary>One layer in a <see cref="NetworkDescription"/>.</summary>
/// <param name="Name">The name of the layer, as in <c>conv1</c>.</param>
/// <param name="Kind">The kind of layer with its arguments, as in <c>conv 6 5x5 pad=2</c>.</param>
/// <param name="Shape">The shape of the output for one example, as in <c>6x28x28</c>.</param>
/// <param name="Parameters">The number of trainable values.</param>
/// <param name="MultiplyAdds">Multiply-adds of the forward pass for one example.</param>
/// <param name="Bytes">Bytes of the output for one example.</param>
public sealed record LayerDescription(string Name, string Kind, string Shape, long Parameters, long MultiplyAdds, long Bytes);
