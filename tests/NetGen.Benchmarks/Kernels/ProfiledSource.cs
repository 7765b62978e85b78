using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;
using NetGen.Compiler;

namespace NetGen.Benchmarks.Kernels;

/// <summary>A call of a kernel in a program of the generated class: what its method says.</summary>
/// <param name="Method">The step's method, which begins with the program's name, as in <c>Train5_conv2</c>.</param>
/// <param name="Layer">The layer it computes.</param>
/// <param name="Kernel">The kernel's label, as in <c>conv_3x3</c>.</param>
sealed record KernelCall(string Method, string Layer, string Kernel)
{
    /// <summary>The program: Predict, Train, Evaluate or Update.</summary>
    public string Program => string.Concat(Method.TakeWhile(char.IsLetter));
}

/// <summary>
/// Generated code with a clock around every kernel. The code itself has no place for one, which would cost time in every use: here the thread team's
/// call is replaced in the text, and everything else, the kernels above all, is what a user gets.
/// </summary>
static partial class ProfiledSource
{
    /// <summary>The static field that is told a step's method and its <see cref="System.Diagnostics.Stopwatch"/> ticks.</summary>
    public const string ClockType = "NetGen.Profiled.KernelClock", ClockField = "Finished";

    public static (IReadOnlyList<SourceFile> Files, IReadOnlyDictionary<string, KernelCall> Calls) Of(IReadOnlyList<SourceFile> files)
    {
        var calls = files.SelectMany(file => Steps().Matches(file.Text))
            .Select(m => new KernelCall(m.Groups["method"].Value, m.Groups["layer"].Value, m.Groups["kernel"].Value)).ToDictionary(call => call.Method);
        SourceFile[] clocked = [.. files.Select(file => file with { Text = Runs().Replace(file.Text, "global::NetGen.Profiled.KernelClock.Run(\"$1\", &$1, f, $2);") })];
        int replaced = files.Sum(file => Runs().Count(file.Text));
        // Straight-line code has no kernels to time.
        if (replaced != calls.Count || (replaced == 0 && files.Any(file => file.Text.Contains("team.Run(", StringComparison.Ordinal))))
            throw new InvalidOperationException($"{calls.Count} steps and {replaced} calls of them were found in the generated code; the patterns no longer fit it");
        return ([.. clocked, new SourceFile("KernelClock.cs", Clock)], calls);
    }

    [GeneratedRegex(@"static void (?<method>[A-Za-z]+\d+_(?<layer>\w*))\(void\* p, int member, int lo, int hi\) \{ var f = \(Frame\*\)p; (?<kernel>\w+?)_[0-9a-f]{16}\(")]
    private static partial Regex Steps();

    [GeneratedRegex(@"team\.Run\(&(\w+), f, (.*?), \d+(?: / [^;]*)?\);")]
    private static partial Regex Runs();

    const string Clock = """
        namespace NetGen.Profiled;

        public static unsafe class KernelClock
        {
            public static global::System.Action<string, long>? Finished;

            internal static void Run(string step, delegate*<void*, int, int, int, void> body, void* frame, int count)
            {
                long start = global::System.Diagnostics.Stopwatch.GetTimestamp();
                if (count > 0) body(frame, 0, 0, count);
                Finished?.Invoke(step, global::System.Diagnostics.Stopwatch.GetTimestamp() - start);
            }
        }

        """;
}
