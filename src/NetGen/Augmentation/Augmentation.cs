using System;

namespace NetGen.Data;

/// <summary>A stage of <see cref="ExampleSource.Augmented"/>: makes an image of an image. <see cref="Augment"/> has the usual ones.</summary>
/// <remarks>A stage has no state but its settings, since many threads use it at once; what is random in it comes from the sequence that it is given.</remarks>
public abstract class Augmentation
{
    /// <summary>The shape of the result. Default: that of the image.</summary>
    /// <param name="shape">The shape of the image.</param>
    /// <exception cref="ArgumentException">The stage cannot do anything with such images.</exception>
    public virtual ImageShape ResultShape(ImageShape shape) => shape;

    /// <summary>Makes the result.</summary>
    /// <param name="image">The image.</param>
    /// <param name="shape">Its shape.</param>
    /// <param name="result">Gets the result, all of it; apart from the image.</param>
    /// <param name="random">The random numbers of this image, epoch and stage.</param>
    /// <param name="context">Room to work in, so that nothing is allocated.</param>
    public abstract void Apply(ReadOnlySpan<float> image, ImageShape shape, Span<float> result, RandomSequence random, ReadContext context);
}
