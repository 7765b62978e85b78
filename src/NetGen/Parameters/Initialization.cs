using System;

namespace NetGen;

/// <summary>Draws the first values of a network's parameters.</summary>
/// <remarks>
/// Element <c>i</c> of a parameter, in canonical order, is number <c>i</c> of (seed, step 0, site = the parameter's place in the
/// network): the values depend neither on the internal layout nor on the target.
/// </remarks>
internal static class Initialization
{
    public static void Initialize(ParameterSet parameters, NetworkLayout layout, ulong seed)
    {
        int largest = 0;
        foreach (Parameter parameter in parameters)
            largest = Math.Max(largest, parameter.Count);

        var values = new float[largest];
        for (int i = 0; i < parameters.Count; i++)
        {
            Span<float> canonical = values.AsSpan(0, parameters[i].Count);
            Fill(canonical, layout.Parameters[i], new CounterRandom(seed, step: 0, site: (uint)i));
            parameters[i].CopyFrom(canonical);
        }
    }

    private static void Fill(Span<float> values, ParameterLayout layout, CounterRandom random)
    {
        switch (layout.Initializer)
        {
            case Initializer.Zeros:
                values.Clear();
                break;
            case Initializer.Ones:
                values.Fill(1);
                break;
            case Initializer.Constant:
                values.Fill(layout.Gain);
                break;
            case Initializer.ForgetGate:
                values.Clear();
                values.Slice(values.Length / 4, values.Length / 4).Fill(layout.Gain);
                break;
            case Initializer.HeNormal:
                FillNormal(values, random, layout.Gain / MathF.Sqrt(Math.Max(layout.FanIn, 1)));
                break;
            case Initializer.XavierUniform:
                FillUniform(values, random, layout.Gain * MathF.Sqrt(6f / Math.Max(layout.FanIn + layout.FanOut, 1)));
                break;
            default:
                throw new ArgumentException($"Parameter {layout.Name}: unknown initializer {layout.Initializer}.");
        }
    }

    private static void FillNormal(Span<float> values, CounterRandom random, float deviation)
    {
        for (int i = 0; i < values.Length; i += 2)
        {
            (float even, float odd) = random.NormalPair((uint)i / 2);
            values[i] = even * deviation;
            if (i + 1 < values.Length)
                values[i + 1] = odd * deviation;
        }
    }

    private static void FillUniform(Span<float> values, CounterRandom random, float bound)
    {
        for (int i = 0; i < values.Length; i++)
            values[i] = (2 * random.Uniform(i) - 1) * bound;
    }
}
