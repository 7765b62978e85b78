using System;
using System.Collections.Generic;
using NetGen.Compiler.Binding;
using NetGen.Oracle.Cases;

namespace NetGen.Oracle.Checks;

/// <summary>Everything that is required of a generated network, one check a file.</summary>
public static class CaseCheck
{
    static readonly (string Name, Action<CaseContext> Run)[] Checks =
    [
        ("prediction", PredictionCheck.Run),
        ("gradients", GradientCheck.Run),
        ("optimizer", OptimizerCheck.Run),
        ("threads", ThreadsCheck.Run),
        ("allocations", AllocationCheck.Run),
    ];

    /// <summary>What is wrong with a case, or nothing.</summary>
    public static IReadOnlyList<string> Failures(Case given, Network network, NetworkFactory factory)
    {
        var context = new CaseContext(given, network, factory);
        foreach (var (name, run) in Checks)
        {
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
