using System;

namespace NetGen.Data;

/// <summary>Prepares images.</summary>
public static class Images
{
    /// <summary>Pixels of 0 to 255 as normalised floats: <c>(pixel / 255 - mean) / deviation</c>.</summary>
    /// <param name="pixels">The pixels.</param>
    /// <param name="mean">The mean of the pixels on the scale of 0 to 1.</param>
    /// <param name="deviation">Their standard deviation on that scale.</param>
    public static float[] Normalize(ReadOnlySpan<byte> pixels, float mean = 0, float deviation = 1)
    {
        float[] levels = Levels(mean, deviation);
        var result = new float[pixels.Length];
        for (int i = 0; i < result.Length; i++)
            result[i] = levels[pixels[i]];
        return result;
    }

    /// <summary>What each value of a pixel becomes.</summary>
    internal static float[] Levels(float mean, float deviation)
    {
        var levels = new float[256];
        for (int value = 0; value < levels.Length; value++)
            levels[value] = (value / 255f - mean) / deviation;
        return levels;
    }
}
