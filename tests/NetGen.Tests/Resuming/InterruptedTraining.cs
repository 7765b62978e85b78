using System;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Runtime.CompilerServices;

namespace NetGen.Tests.Resuming;

/// <summary>The program of NetGen.Interrupted, in a process of its own.</summary>
internal static class InterruptedTraining
{
    private static readonly string Program = Path.GetFullPath(Path.Combine(
        Path.GetDirectoryName(SourcePath())!, "../../NetGen.Interrupted/bin", Configuration(), "net10.0/NetGen.Interrupted.dll"));

    /// <summary>Starts it.</summary>
    /// <param name="checkpoints">The directory of its checkpoints.</param>
    /// <param name="weights">The file for the weights at the end.</param>
    /// <param name="epochs">The epochs, of seven steps each.</param>
    /// <param name="saves">Whether it saves checkpoints.</param>
    /// <param name="mostKilobytes">The size of a file beyond which no more can be written, as where a disk is full; 0 for none.</param>
    public static Process Start(string checkpoints, string weights, int epochs, bool saves = true, int mostKilobytes = 0)
    {
        string[] arguments = [Program, checkpoints, weights, epochs.ToString(CultureInfo.InvariantCulture), saves.ToString()];
        // The signal that would end the process is ignored, and that is inherited: the write fails.
        var start = mostKilobytes == 0
            ? new ProcessStartInfo("dotnet", arguments)
            : new ProcessStartInfo("bash", ["-c", $"trap '' XFSZ; ulimit -f {mostKilobytes}; exec dotnet \"$@\"", "bash", .. arguments]);
        start.RedirectStandardOutput = start.RedirectStandardError = true;
        start.Environment["DOTNET_EnableWriteXorExecute"] = "0"; // doubles the size of files in memory, which the limit forbids
        return Process.Start(start)!;
    }

    /// <summary>Runs it to its end; gives what it writes.</summary>
    public static (int ExitCode, string Output, string Error) Run(string checkpoints, string weights, int epochs, bool saves = true, int mostKilobytes = 0)
    {
        using Process process = Start(checkpoints, weights, epochs, saves, mostKilobytes);
        var error = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output, error.Result);
    }

    private static string Configuration() => Path.GetFileName(Path.GetDirectoryName(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar)))!;

    private static string SourcePath([CallerFilePath] string path = "") => path;
}
