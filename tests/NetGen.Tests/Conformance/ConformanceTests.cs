using System.Linq;
using NetGen.Compiler;
using NetGen.Oracle.Cases;
using NetGen.Oracle.Checks;
using NetGen.Tests.Harness;
using Xunit;

namespace NetGen.Tests.Conformance;

/// <summary>Every case on every target of the machine against the oracle. Allocations of other threads are measured: nothing runs beside these tests.</summary>
[Collection(nameof(ConformanceTests)), CollectionDefinition(nameof(ConformanceTests), DisableParallelization = true)]
public class ConformanceTests
{
    public static TheoryData<string, TargetSet> Groups()
    {
        var data = new TheoryData<string, TargetSet>();
        foreach (CaseGroup group in CaseCatalogue.Groups)
            foreach (TargetSet target in MachineTargets.All) data.Add(group.Name, target);
        return data;
    }

    [Theory, MemberData(nameof(Groups))]
    public void AgreesWithOracle(string group, TargetSet target)
    {
        Case[] cases = [.. CaseCatalogue.Groups.Single(g => g.Name == group).Cases];
        var networks = cases.Select(c => SpecBinder.Bind(c.Spec)).ToArray();
        NetworkFactory factory = GeneratedAssembly.Compile(networks, target);
        string[] failures = [.. cases.Zip(networks).SelectMany(pair => CaseCheck.Failures(pair.First, pair.Second, factory))];
        Assert.True(failures.Length == 0, string.Join("\n", failures));
    }
}
