namespace NetGen.Data;

/// <summary>A batch's place in training: with the source, the batch size and the seed it says what is in it.</summary>
/// <param name="Epoch">The epoch, from 0.</param>
/// <param name="Batch">The batch within the epoch, from 0.</param>
public readonly record struct BatchPosition(int Epoch, int Batch);
