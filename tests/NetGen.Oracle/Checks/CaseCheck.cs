using System;
using System.Collections.Generic;
using NetGen.Compiler.Binding;
using NetGen.Oracle.Cases;

namespace NetGen.Oracle.Checks;

/// <summary>What is required of a generated network.</summary>
[Flags]
public enum CaseChecks
{
    /// <summary>That it computes what the oracle does, with any number of threads.</summary>
    Agreement = 1,

    /// <summary>That it allocates nothing. Other threads' allocations are counted: nothing may run beside.</summary>
    Allocations = 2,

    /// <summary>Both.</summary>
    All = Agreement | Allocations,
}

/// <summary>Everything that is required of a generated network, one check a file.</summary>
public static class CaseCheck
{
    static readonly (CaseChecks Kind, string Name, Action<CaseContext> Run)[] Checks =
    [
        (CaseChecks.Agreement, "prediction", PredictionCheck.Run),
        (CaseChecks.Agreement, "gradients", GradientCheck.Run),
        (CaseChecks.Agreement, "optimizer", OptimizerCheck.Run),
        (CaseChecks.Agreement, "threads", ThreadsCheck.Run),
        (CaseChecks.Allocations, "allocations", AllocationCheck.Run),
    ];

    /// <summary>What is wrong with a case, or nothing.</summary>
    public static IReadOnlyList<string> Failures(Case given, Network network, NetworkFactory factory, CaseChecks checks = CaseChecks.All)
    {
        var context = new CaseContext(given, network, factory);
        foreach (var (kind, name, run) in Checks)
        {
            if ((checks & kind) == 0)
                continue;

            try
            {
                run(context);
            }
            catch (Exception exception)
            {
                context.Fail($"{name}: {exception}");
            }
        }

        return context.Failures;
    }
}
