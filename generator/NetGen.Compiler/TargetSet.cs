using System;

namespace NetGen.Compiler;

/// <summary>The instruction sets for which kernels are generated; which one runs is chosen when the class is first used, or at publish.</summary>
[Flags]
public enum TargetSet
{
    Scalar = 1,
    Neon = 2,
    Avx2 = 4,
    Avx512 = 8,
    All = Scalar | Neon | Avx2 | Avx512,
}
