using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Text.Json;

namespace NetGen.Benchmarks.Measuring;

/// <summary>This program in another process, for what depends on the process: what the JIT may use, and what has been compiled before.</summary>
static class Child
{
    /// <summary>The option that makes a process the child: its result goes to the standard output as JSON.</summary>
    public const string Option = "--child";

    /// <exception cref="InvalidOperationException">The process failed.</exception>
    public static T Run<T>(IEnumerable<string> arguments, params (string Name, string Value)[] environment)
    {
        string program = Environment.ProcessPath!;
        var start = new ProcessStartInfo(program) { RedirectStandardOutput = true };
        if (Path.GetFileNameWithoutExtension(program) == "dotnet") start.ArgumentList.Add(typeof(Child).Assembly.Location);
        foreach (string argument in arguments) start.ArgumentList.Add(argument);
        start.ArgumentList.Add(Option);
        foreach (var (name, value) in environment) start.Environment[name] = value;
        using Process process = Process.Start(start)!;
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        if (process.ExitCode != 0) throw new InvalidOperationException($"{string.Join(' ', start.ArgumentList)} ended with code {process.ExitCode}");
        return JsonSerializer.Deserialize<T>(output)!;
    }

    public static void Answer<T>(T result) => Console.Out.Write(JsonSerializer.Serialize(result));
}
