using System;

namespace LiveLoop;

/// <summary>What a guitar might send, and what an amplifier makes of it.</summary>
internal static class Signal
{
    /// <summary>The samples that the amplifier remembers.</summary>
    public const int Window = 32;

    public const int SampleRate = 48_000;

    /// <summary>The string at a time, in samples: a decaying tone with overtones, plucked four times a second.</summary>
    public static float Sample(long time)
    {
        double seconds = (double)time / SampleRate, sincePluck = seconds % 0.25, tone = 110 * Math.Pow(2, Math.Floor(seconds * 4) % 12 / 12);
        double sum = 0;
        for (int overtone = 1; overtone <= 4; overtone++)
            sum += Math.Sin(2 * Math.PI * overtone * tone * seconds) / overtone;
        return (float)(0.5 * Math.Exp(-6 * sincePluck) * sum);
    }

    /// <summary>Soft clipping, and a low-pass over the window.</summary>
    public static float Amplified(ReadOnlySpan<float> window)
    {
        float sum = 0, weight = 0.25f;
        for (int i = window.Length - 1; i >= 0; i--, weight *= 0.75f)
            sum += weight * MathF.Tanh(4 * window[i]);
        return sum;
    }
}
