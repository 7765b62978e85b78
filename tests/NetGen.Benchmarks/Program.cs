using System;
using System.Collections.Generic;
using System.CommandLine;
using System.Linq;
using NetGen.Benchmarks.Contenders;
using NetGen.Benchmarks.Measuring;
using NetGen.Benchmarks.Reports;
using NetGen.Benchmarks.Workloads;
using Spectre.Console;

var filters = new Argument<string[]>("filters") { Description = "Parts of names of workloads and tasks; all must occur [default: everything]", Arity = ArgumentArity.ZeroOrMore };
var quick = new Option<bool>("--quick") { Description = "Fewer and shorter turns: to see that it runs" };
var threads = new Option<string>("--threads") { Description = "Numbers of threads, with commas between", DefaultValueFactory = _ => "1,2" };

var command = new RootCommand("Measures NetGen beside ONNX Runtime and TorchSharp.") { filters, quick, threads };
command.SetAction(arguments =>
{
    Effort effort = arguments.GetValue(quick) ? Effort.Quick : Effort.Full;
    string[] parts = arguments.GetValue(filters)!;
    AnsiConsole.WriteLine($"FMA peak of one thread: {Numbers.GigaFlops(FmaPeak.Measure())} GFLOP/s");
    var contests = new Dictionary<Workload, Contest>();
    foreach (int count in arguments.GetValue(threads)!.Split(',').Select(int.Parse))
    {
        ReportTable table = ContestReport.New(count);
        foreach (Workload workload in WorkloadCatalogue.All)
        {
            foreach (Task task in Task.All.Where(t => parts.All(part => $"{workload.Name}, {t.Name}".Contains(part, StringComparison.OrdinalIgnoreCase))))
            {
                if (!contests.TryGetValue(workload, out Contest? contest)) contests.Add(workload, contest = new Contest(workload));
                ContestReport.Add(table, workload, task, contest.Measure(task, count, effort));
            }
        }

        ConsoleReport.Write(table);
    }
});
return command.Parse(args).Invoke();
