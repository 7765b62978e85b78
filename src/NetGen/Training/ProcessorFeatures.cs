using System.Linq;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace NetGen;

/// <summary>What the processor has of what kernels use.</summary>
internal static class ProcessorFeatures
{
    /// <summary>The names of those that it has, as in <c>sse4.2 avx avx2 fma</c>; in a program compiled by NativeAOT, of those it was compiled for.</summary>
    public static string Supported => string.Join(' ', new[]
    {
        (Sse42.IsSupported, "sse4.2"),
        (Avx.IsSupported, "avx"),
        (Avx2.IsSupported, "avx2"),
        (Fma.IsSupported, "fma"),
        (Bmi2.IsSupported, "bmi2"),
        (Avx512F.IsSupported, "avx512f"),
        (Avx512F.VL.IsSupported, "avx512vl"),
        (Avx512BW.IsSupported, "avx512bw"),
        (Avx512DQ.IsSupported, "avx512dq"),
        (AdvSimd.IsSupported, "neon"),
        (AdvSimd.Arm64.IsSupported, "neon64"),
    }.Where(feature => feature.Item1).Select(feature => feature.Item2));
}
