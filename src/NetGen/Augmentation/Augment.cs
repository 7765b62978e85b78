using System;
using System.Collections.Generic;
using System.Collections.Immutable;

namespace NetGen.Data;

/// <summary>The stages of <see cref="ExampleSource.Augmented"/>. What they do to an image follows from the seed, the epoch and the number of the example.</summary>
public static class Augment
{
    /// <summary>Exchanges left and right.</summary>
    /// <param name="probability">How often. Default: 0.5.</param>
    public static Augmentation Flip(float probability = 0.5f) => new HorizontalFlip(InRange(probability, 0, 1, nameof(probability)));

    /// <summary>Puts a border around the image and takes a rectangle out of it, each place as likely.</summary>
    /// <param name="height">The rows of the result. Default: those of the image.</param>
    /// <param name="width">The columns of the result. Default: those of the image.</param>
    /// <param name="padding">The width of the border. Default: 0.</param>
    /// <param name="fill">What is in the border. Default: 0.</param>
    public static Augmentation RandomCrop(int? height = null, int? width = null, int padding = 0, float fill = 0)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(height ?? 1, nameof(height));
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(width ?? 1, nameof(width));
        ArgumentOutOfRangeException.ThrowIfNegative(padding);
        return new RandomCrop(height, width, padding, Finite(fill));
    }

    /// <summary>Takes the rectangle in the middle.</summary>
    /// <param name="height">The rows of the result.</param>
    /// <param name="width">The columns of the result.</param>
    public static Augmentation CenterCrop(int height, int width) => new CenterCrop(Require.Positive(height), Require.Positive(width));

    /// <summary>Makes the image larger or smaller, bilinear; where it shrinks each pixel is a weighted mean of what it covers.</summary>
    /// <param name="height">The rows of the result.</param>
    /// <param name="width">The columns of the result.</param>
    public static Augmentation Resize(int height, int width) => new Resize(Require.Positive(height), Require.Positive(width));

    /// <summary>Takes a rectangle of random size, proportions and place, and makes it as large as wanted, as <see cref="Resize"/> does.</summary>
    /// <remarks>
    /// Szegedy et al.: Going Deeper with Convolutions, 2015; torchvision's RandomResizedCrop. If ten rectangles in a row do not fit into the image, it is the largest one in
    /// the middle.
    /// </remarks>
    /// <param name="height">The rows of the result.</param>
    /// <param name="width">The columns of the result.</param>
    /// <param name="leastArea">The least part of the image's area; the most is all of it. Default: 0.08.</param>
    /// <param name="mostRatio">The most that the width is of the height, and the height of the width; its logarithm is uniform. Default: 4/3.</param>
    public static Augmentation RandomResizedCrop(int height, int width, float leastArea = 0.08f, float mostRatio = 4 / 3f) => new RandomResizedCrop(
        Require.Positive(height), Require.Positive(width),
        (InRange(leastArea, 0, 1, nameof(leastArea)), 1), (1 / InRange(mostRatio, 1, 1000, nameof(mostRatio)), mostRatio));

    /// <summary>Rotates the image around its middle by a uniform angle, bilinear.</summary>
    /// <param name="from">The least angle in degrees, counterclockwise.</param>
    /// <param name="to">The largest.</param>
    /// <param name="fill">What comes from outside the image. Default: 0.</param>
    public static Augmentation Rotation(float from, float to, float fill = 0) => new RandomAffine(Range(from, to, 360), (0, 0), 0, (1, 1), Finite(fill));

    /// <summary>Rotates the image around its middle by up to so many degrees, in either direction.</summary>
    /// <param name="degrees">The largest angle.</param>
    public static Augmentation Rotation(float degrees) => Affine(rotation: degrees);

    /// <summary>Slants the image: each row moves to the right by its distance below the middle times the tangent of a uniform angle.</summary>
    /// <param name="from">The least angle in degrees.</param>
    /// <param name="to">The largest.</param>
    /// <param name="fill">What comes from outside the image. Default: 0.</param>
    public static Augmentation Shear(float from, float to, float fill = 0) => new RandomAffine((0, 0), Range(from, to, 89), 0, (1, 1), Finite(fill));

    /// <summary>Slants the image by up to so many degrees, in either direction.</summary>
    /// <param name="degrees">The largest angle.</param>
    public static Augmentation Shear(float degrees) => Affine(shear: degrees);

    /// <summary>Slants, rotates, sizes and moves the image, all at once, so that it is interpolated but once. All are uniform.</summary>
    /// <param name="rotation">The largest angle of <see cref="Rotation(float)"/>. Default: 0.</param>
    /// <param name="shear">The largest angle of <see cref="Shear(float)"/>. Default: 0.</param>
    /// <param name="translation">The most that it moves, as a part of its width and height. Default: 0.</param>
    /// <param name="scale">The most that its size changes, as a part of it: 0.1 for 0.9 to 1.1. Default: 0.</param>
    /// <param name="fill">What comes from outside the image. Default: 0.</param>
    public static Augmentation Affine(float rotation = 0, float shear = 0, float translation = 0, float scale = 0, float fill = 0) => new RandomAffine(
        (-InRange(rotation, 0, 360, nameof(rotation)), rotation), (-InRange(shear, 0, 89, nameof(shear)), shear), InRange(translation, 0, 1, nameof(translation)),
        (1 - InRange(scale, 0, 0.99f, nameof(scale)), 1 + scale), Finite(fill));

    /// <summary>Changes brightness, contrast, saturation and hue in random order, as torchvision's ColorJitter does. For images from 0 to 1: normalize behind it.</summary>
    /// <remarks>
    /// The first three are blends, with black, with the mean grey of the image, and with the grey of each pixel; the factor is uniform from max(0, 1 - strength) to 1 +
    /// strength, and the result is cut off at 0 and 1.
    /// </remarks>
    /// <param name="brightness">The strength for brightness. Default: 0.</param>
    /// <param name="contrast">The strength for contrast. Default: 0.</param>
    /// <param name="saturation">The strength for saturation; for red, green and blue only. Default: 0.</param>
    /// <param name="hue">The most that the hue turns, up to 0.5, which is half of the circle; for red, green and blue only. Default: 0.</param>
    public static Augmentation ColorJitter(float brightness = 0, float contrast = 0, float saturation = 0, float hue = 0) => new ColorJitter(
        InRange(brightness, 0, 100, nameof(brightness)), InRange(contrast, 0, 100, nameof(contrast)), InRange(saturation, 0, 100, nameof(saturation)),
        InRange(hue, 0, 0.5f, nameof(hue)));

    /// <summary>Adds the same color to all pixels: the sum of the principal components of the colors, each times its eigenvalue and a normal number.</summary>
    /// <remarks>Krizhevsky, Sutskever, Hinton: ImageNet Classification with Deep Convolutional Neural Networks, 2012.</remarks>
    /// <param name="statistics">Those of the training images, on the scale of the images that come to this stage.</param>
    /// <param name="deviation">The standard deviation of the normal numbers. Default: 0.1.</param>
    public static Augmentation ColorNoise(ChannelStatistics statistics, float deviation = 0.1f) =>
        new ColorNoise(statistics, InRange(deviation, 0, float.MaxValue, nameof(deviation)));

    /// <summary>Fills a square whose middle may be any pixel; what of it lies outside the image is not seen.</summary>
    /// <remarks>DeVries, Taylor: Improved Regularization of Convolutional Neural Networks with Cutout, 2017.</remarks>
    /// <param name="size">The rows and columns of the square.</param>
    /// <param name="fill">What it is filled with. Default: 0, the mean of normalized images.</param>
    public static Augmentation Cutout(int size, float fill = 0) => new Cutout(Require.Positive(size), Finite(fill));

    /// <summary>Subtracts a mean from each channel and divides by a deviation. A channel that is the same everywhere is not divided.</summary>
    /// <param name="statistics">Those of the training images.</param>
    public static Augmentation Normalize(ChannelStatistics statistics) => Normalize(statistics.Means, statistics.Deviations);

    /// <summary>Subtracts a mean from each channel and divides by a deviation; by none where it is 0.</summary>
    /// <param name="means">The means of the channels.</param>
    /// <param name="deviations">Their deviations.</param>
    /// <exception cref="ArgumentException">There are not as many deviations as means.</exception>
    public static Augmentation Normalize(IReadOnlyList<float> means, IReadOnlyList<float> deviations)
    {
        if (means.Count != deviations.Count)
            throw new ArgumentException($"{means.Count} means and {deviations.Count} deviations.", nameof(deviations));
        var divisors = new float[deviations.Count];
        for (int i = 0; i < divisors.Length; i++)
            divisors[i] = deviations[i] == 0 ? 1 : deviations[i];
        return new Normalization([.. means], [.. divisors]);
    }

    private static (float From, float To) Range(float from, float to, float most) => (InRange(from, -most, most, nameof(from)), InRange(to, from, most, nameof(to)));

    private static float Finite(float fill) => InRange(fill, float.MinValue, float.MaxValue, nameof(fill));

    private static float InRange(float value, float least, float most, string name) => value >= least && value <= most
        ? value
        : throw new ArgumentOutOfRangeException(name, value, FormattableString.Invariant($"Expected {least} to {most}."));
}
