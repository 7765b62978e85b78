using System;
using System.Linq;
using CsCheck;
using NetGen.Compiler;
using NetGen.Oracle.Cases;
using NetGen.Oracle.Checks;
using NetGen.Tests.Harness;
using Xunit;

namespace NetGen.Tests.Conformance;

/// <summary>Random networks on every target of the machine against the oracle. Compiled together: each on its own would take several times as long.</summary>
[Collection(nameof(AllocationTests))]
public class RandomNetworkTests
{
    const int Networks = 16;

    /// <summary>Other networks for each target, the same in each run.</summary>
    public static TheoryData<TargetSet, string> Seeds()
    {
        var data = new TheoryData<TargetSet, string>();
        foreach (TargetSet target in MachineTargets.All) data.Add(target, $"000000000{(int)target:x}00");
        return data;
    }

    [Theory, MemberData(nameof(Seeds))]
    public void AgreeWithOracle(TargetSet target, string seed)
    {
        Case[] cases = [.. RandomSpecs.Body.Array[Networks].Single(_ => true, seed).Select((body, i) => new Case($"Random{i}", $"network Random{i}\n{body}"))];
        var networks = cases.Select(c => SpecBinder.Bind(c.Spec)).ToArray();
        NetworkFactory factory;
        try
        {
            factory = GeneratedAssembly.Compile(networks, target);
        }
        catch (InvalidOperationException e)
        {
            throw new InvalidOperationException($"{e.Message}\n\n{string.Join("\n", cases.Select(c => c.Spec))}", e);
        }
        string[] failures = [.. cases.Zip(networks).Select(pair => (pair.First.Spec, Wrong: CaseCheck.Failures(pair.First, pair.Second, factory)))
            .Where(result => result.Wrong.Count > 0).Select(result => $"{string.Join("\n", result.Wrong)}\n{result.Spec}")];
        Assert.True(failures.Length == 0, string.Join("\n", failures));
    }
}
