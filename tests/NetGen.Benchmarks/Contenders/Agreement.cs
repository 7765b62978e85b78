using System;
using System.Collections.Generic;
using System.Linq;
using NetGen.Peers;

namespace NetGen.Benchmarks.Contenders;

/// <summary>Only what computes the same is compared.</summary>
static class Agreement
{
    const int Steps = 3;
    const double Tolerance = 1e-3;

    // Of how far a parameter has moved, in the Euclidean norm. Most agree to 1e-6; but a rounding decides which element of a window is the largest, and Adam moves an element with
    // a gradient of almost nothing as far as any other. PyTorch's own two memory formats were 3.5 % apart on the VGG block with Adam at batch 64, where NetGen was 0.4 % from one
    // of them.
    const double MovementTolerance = 5e-2;

    /// <summary>Runs all a few times and compares what they give with the first: predictions or losses and, where they train, each parameter at the end.</summary>
    /// <param name="parameters">As they are at the beginning.</param>
    /// <exception cref="InvalidOperationException">One gives something else.</exception>
    public static void Check(string what, IReadOnlyList<IContender> contenders, IReadOnlyList<PeerParameter> parameters)
    {
        for (int step = 1; step <= Steps; step++)
        {
            foreach (IContender contender in contenders) contender.Run();
            float[] expected = contenders[0].Result;
            double scale = expected.Max(Math.Abs);
            foreach (IContender contender in contenders.Skip(1))
            {
                double error = expected.Zip(contender.Result, (a, b) => Math.Abs((double)a - b)).Max();
                // Not "error > …", which a NaN would pass.
                if (contender.Result.Length != expected.Length || !(error <= Tolerance * scale))
                    throw new InvalidOperationException(
                        $"{what}, call {step}: {contenders[0].Name} and {contender.Name} differ by {error:G3}, of numbers up to {scale:G3}");
            }
        }

        ITraining[] trained = [.. contenders.OfType<ITraining>()];
        foreach (ITraining training in trained.Skip(1))
            foreach (PeerParameter parameter in parameters) Check(what, parameter, trained[0], training);
    }

    static void Check(string what, PeerParameter parameter, ITraining first, ITraining other)
    {
        float[] expected = first.Parameter(parameter), actual = other.Parameter(parameter);
        double moved = Distance(expected, parameter.Values), error = Distance(expected, actual);
        if (moved == 0 || !(error <= MovementTolerance * moved))
            throw new InvalidOperationException(
                $"{what}, {parameter.Name} after {Steps} steps: {first.Name} and {other.Name} are {error:G3} apart, and {moved:G3} from the beginning");
    }

    static double Distance(float[] a, float[] b) => Math.Sqrt(a.Zip(b, (x, y) => Math.Pow((double)x - y, 2)).Sum());
}
