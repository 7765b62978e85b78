namespace NetGen.Data;

/// <summary>The shape of an image, whose pixels lie channel after channel, row after row.</summary>
/// <param name="Channels">The channels.</param>
/// <param name="Height">The rows.</param>
/// <param name="Width">The columns.</param>
public readonly record struct ImageShape(int Channels, int Height, int Width)
{
    /// <summary>The pixels of a channel.</summary>
    public int Plane => Height * Width;

    /// <summary>The floats of an image.</summary>
    public int Length => Channels * Height * Width;

    /// <summary>As in 3x32x32.</summary>
    public override string ToString() => Shapes.Format([Channels, Height, Width]);
}
