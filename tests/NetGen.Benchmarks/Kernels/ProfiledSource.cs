using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;
using NetGen.Compiler;

namespace NetGen.Benchmarks.Kernels;

/// <summary>A call of a kernel in a program of the generated class.</summary>
/// <param name="Program">Predict, Train, Evaluate or Update.</param>
/// <param name="Method">The step's method, as in <c>Train5_conv2</c>, which programs may have in common.</param>
/// <param name="Layer">The layer it computes.</param>
/// <param name="Kernel">The kernel's label, as in <c>conv_3x3</c>.</param>
sealed record KernelCall(string Program, string Method, string Layer, string Kernel);

/// <summary>
/// Generated code with a clock around every kernel. The code itself has no place for one, which would cost time in every use: here the thread team's
/// call is replaced in the text, and everything else, the kernels above all, is what a user gets.
/// </summary>
static partial class ProfiledSource
{
    /// <summary>The static field that is told the number of a call and its <see cref="System.Diagnostics.Stopwatch"/> ticks.</summary>
    public const string ClockType = "NetGen.Profiled.KernelClock", ClockField = "Finished";

    /// <summary>The code with the clock, and the calls by their numbers.</summary>
    public static (IReadOnlyList<SourceFile> Files, IReadOnlyList<KernelCall> Calls) Of(IReadOnlyList<SourceFile> files)
    {
        var steps = files.SelectMany(file => Steps().Matches(file.Text)).ToDictionary(m => m.Groups["method"].Value);
        var calls = new List<KernelCall>();
        SourceFile[] clocked = [.. files.Select(file => file with { Text = Clocked(file.Text) })];
        // Straight-line code has no kernels to time.
        if (steps.Keys.Except(calls.Select(call => call.Method)).Any() || clocked.Any(file => file.Text.Contains("team.Run(", StringComparison.Ordinal)))
            throw new InvalidOperationException($"{steps.Count} steps and {calls.Count} calls of them were found in the generated code; the patterns no longer fit it");
        return ([.. clocked, new SourceFile("KernelClock.cs", Clock)], calls);

        string Clocked(string text)
        {
            string program = "";
            return ProgramsAndRuns().Replace(text, m =>
            {
                if (m.Groups["program"] is { Success: true } begin)
                {
                    program = begin.Value;
                    return m.Value;
                }
                string method = m.Groups["method"].Value;
                calls.Add(new KernelCall(program, method, steps[method].Groups["layer"].Value, steps[method].Groups["kernel"].Value));
                return $"global::NetGen.Profiled.KernelClock.Run({calls.Count - 1}, &{method}, f, {m.Groups["tasks"].Value});";
            });
        }
    }

    [GeneratedRegex(@"static void (?<method>[A-Za-z]+\d+_(?<layer>\w*))\(void\* p, int member, int lo, int hi\) \{ var f = \(Frame\*\)p; (?:if \(\(f->t & 1\) == 0\) )?(?<kernel>\w+?)_[0-9a-f]{16}\(")]
    private static partial Regex Steps();

    [GeneratedRegex(@"internal static void (?<program>[A-Za-z]+)\(Frame\* f, |team\.Run\(&(?<method>\w+), f, (?<tasks>.*?), \d+(?: / [^;]*)?\);")]
    private static partial Regex ProgramsAndRuns();

    const string Clock = """
        namespace NetGen.Profiled;

        public static unsafe class KernelClock
        {
            public static global::System.Action<int, long>? Finished;

            internal static void Run(int call, delegate*<void*, int, int, int, void> body, void* frame, int count)
            {
                long start = global::System.Diagnostics.Stopwatch.GetTimestamp();
                if (count > 0) body(frame, 0, 0, count);
                Finished?.Invoke(call, global::System.Diagnostics.Stopwatch.GetTimestamp() - start);
            }
        }

        """;
}
