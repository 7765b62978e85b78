using NetGen.Compiler;
using NetGen.Oracle.Checks;
using Xunit;

namespace NetGen.Tests.Conformance;

/// <summary>No case allocates, on any target of the machine. Allocations of other threads are measured: nothing runs beside these tests.</summary>
[Collection(nameof(AllocationTests)), CollectionDefinition(nameof(AllocationTests), DisableParallelization = true)]
public class AllocationTests
{
    public static TheoryData<string, TargetSet> Groups() => CompiledGroup.All(_ => true);

    [Theory, MemberData(nameof(Groups))]
    public void AllocatesNothing(string group, TargetSet target) => CompiledGroup.Check(group, target, CaseChecks.Allocations);
}
