using System;

namespace Frames;

/// <summary>Videos with what is right after each of their frames; made anew in the same memory.</summary>
internal sealed class VideoBatch(MovingDigits videos, int count)
{
    public float[] Videos { get; } = new float[count * videos.Length];

    /// <summary>The digit of each video, once for each frame.</summary>
    public int[] Digits { get; } = new int[count * videos.Frames];

    /// <summary>Where it moves.</summary>
    public int[] Directions { get; } = new int[count * videos.Frames];

    /// <param name="first">The number of the first video.</param>
    public void Make(long first)
    {
        for (int i = 0; i < count; i++)
        {
            (int direction, int digit) = videos.Make(first + i, Videos.AsSpan(i * videos.Length, videos.Length));
            Digits.AsSpan(i * videos.Frames, videos.Frames).Fill(digit);
            Directions.AsSpan(i * videos.Frames, videos.Frames).Fill(direction);
        }
    }
}
