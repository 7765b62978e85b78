using System;
using System.Threading;

namespace NetGen.Oracle.Checks;

/// <summary>Predict, Step, Backward, Evaluate and GradientNorm allocate nothing after the first call, on no thread.</summary>
static class AllocationCheck
{
    // What other threads of the process allocate meanwhile is counted too: one quiet attempt is the proof.
    const int Attempts = 20;

    public static void Run(CaseContext context)
    {
        foreach (int threads in (int[])[1, 2])
        {
            using INetworkUnderTest net = context.Create(threads);
            Array[] inputs = context.Data.InputsOf(context.Case.Examples[^1]);
            float[][] outputs = context.Outputs(context.Case.Examples[^1]);
            Require(context, $"Predict ({threads} threads)", () => net.Predict(inputs, outputs));
            if (context.Network.Training is null) continue;

            Array[] batch = context.Data.InputsAndTargetsOf(context.Case.BatchSize);
            Require(context, $"Step ({threads} threads)", () => net.Step(batch));
            Require(context, $"Backward ({threads} threads)", () => net.Backward(batch));
            Require(context, $"Evaluate ({threads} threads)", () => net.Evaluate(batch));
            Require(context, $"GradientNorm ({threads} threads)", () => _ = net.GradientNorm);
        }
    }

    static void Require(CaseContext context, string what, Action call)
    {
        call();
        long own = long.MaxValue, all = long.MaxValue;
        for (int attempt = 0; attempt < Attempts && (own > 0 || all > 0); attempt++)
        {
            long allBefore = GC.GetTotalAllocatedBytes(precise: true), ownBefore = GC.GetAllocatedBytesForCurrentThread();
            call();
            own = Math.Min(own, GC.GetAllocatedBytesForCurrentThread() - ownBefore);
            all = Math.Min(all, GC.GetTotalAllocatedBytes(precise: true) - allBefore);
            // The test before may still be reported, its finalizers run: they have a second to end.
            if (all > 0) Thread.Sleep(attempt * 5);
        }

        if (own > 0) context.Fail($"{what} allocates {own} bytes");
        else if (all > 0) context.Fail($"{what} allocates {all} bytes on other threads");
    }
}
