using System.Collections.Generic;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;
using NetGen.Compiler;

namespace NetGen.Tests.Harness;

/// <summary>The targets that this machine runs.</summary>
public static class MachineTargets
{
    public static IReadOnlyList<TargetSet> All { get; } = [.. Find()];

    static IEnumerable<TargetSet> Find()
    {
        yield return TargetSet.Scalar;
        if (AdvSimd.Arm64.IsSupported) yield return TargetSet.Neon;
        if (Avx2.IsSupported && Fma.IsSupported) yield return TargetSet.Avx2;
        if (Avx512F.IsSupported) yield return TargetSet.Avx512;
    }
}
