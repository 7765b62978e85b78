using System;
using System.Collections.Generic;
using System.Linq;

namespace NetGen.Benchmarks.Contenders;

/// <summary>Only what computes the same is compared.</summary>
static class Agreement
{
    const int Steps = 3;
    const double Tolerance = 1e-3;

    /// <summary>Runs all a few times and compares what they give with the first.</summary>
    /// <exception cref="InvalidOperationException">One gives something else.</exception>
    public static void Check(string what, IReadOnlyList<IContender> contenders)
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
    }
}
