using NetGen.Compiler;
using NetGen.Oracle.Cases;
using NetGen.Oracle.Checks;
using Xunit;

namespace NetGen.Tests.Conformance;

/// <summary>Every case of a layer on every target of the machine against the oracle.</summary>
public class LayerConformanceTests
{
    public static TheoryData<string, TargetSet> Groups() => CompiledGroup.All(group => LayerExamples.All.ContainsKey(group.Name));

    [Theory, MemberData(nameof(Groups))]
    public void AgreesWithOracle(string group, TargetSet target) => CompiledGroup.Check(group, target, CaseChecks.Agreement);
}

/// <summary>Every case of losses, optimizers and whole networks: a class of its own, so that it runs beside the layers.</summary>
public class NetworkConformanceTests
{
    public static TheoryData<string, TargetSet> Groups() => CompiledGroup.All(group => !LayerExamples.All.ContainsKey(group.Name));

    [Theory, MemberData(nameof(Groups))]
    public void AgreesWithOracle(string group, TargetSet target) => CompiledGroup.Check(group, target, CaseChecks.Agreement);
}
