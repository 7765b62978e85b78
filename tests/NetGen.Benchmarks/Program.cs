using System;
using System.Collections.Generic;
using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using System.Linq;
using NetGen.Benchmarks;
using NetGen.Benchmarks.Footprints;
using NetGen.Benchmarks.Kernels;
using NetGen.Benchmarks.Measuring;
using NetGen.Benchmarks.Reports;
using NetGen.Benchmarks.Workloads;
using NetGen.Shared;

var filters = new Argument<string[]>("filters")
{
    Description = "Parts of the names of workloads and tasks, as in: LeNet \"train 64\"; all must occur [default: everything]",
    Arity = ArgumentArity.ZeroOrMore,
};
var quick = new Option<bool>("--quick") { Description = "One short turn each: to see that it runs" };
var kernels = new Option<bool>("--kernels") { Description = "The share of the FMA peak of each kernel, in place of the comparison" };
var threads = new Option<int[]>("--threads")
{
    Description = "Numbers of threads to compare with [default: 1,2]",
    HelpName = "numbers",
    CustomParser = Numbers,
};
var write = new Option<bool>("--write") { Description = "Measures both, all of it, and writes docs/benchmarks.md" };
// What the program asks of itself in another process.
var child = new Option<bool>(Child.Option) { Hidden = true };
var generator = new Option<string>(Footprint.GeneratorOption) { Hidden = true };

var command = new RootCommand("Measures NetGen beside ONNX Runtime and TorchSharp.") { filters, quick, kernels, threads, write, child, generator };
// Without it an option that is mistyped would be a filter that nothing has in its name.
filters.Validators.Add(result =>
{
    foreach (Token token in result.Tokens.Where(token => token.Value.StartsWith('-'))) result.AddError($"There is no option '{token.Value}'.");
});
command.Validators.Add(result =>
{
    // The document is whole or stays as it was.
    if (result.GetValue(write) && (result.GetValue(filters) is { Length: > 0 } || result.GetValue(kernels) || result.GetResult(threads) is not null))
        result.AddError("--write measures everything: it goes with --quick, not with filters, --kernels or --threads.");
});
command.SetAction(arguments =>
{
    var settings = new Settings(arguments.GetValue(filters)!, arguments.GetValue(quick), arguments.GetValue(threads) is { Length: > 0 } numbers ? numbers : [1, 2]);
    if (arguments.GetValue(generator) is { } name) Child.Answer(GeneratorRun.Measure(WorkloadCatalogue.All.Single(w => w.Name == name)));
    else if (arguments.GetValue(child)) Child.Answer(KernelProfile.Measure(settings.Kernels, settings.Effort));
    else return Report(settings, arguments.GetValue(kernels), arguments.GetValue(write));
    return 0;
});
return command.Run(args);

int Report(Settings settings, bool kernelsOnly, bool writes)
{
    bool compares = writes || !kernelsOnly, profiles = writes || kernelsOnly;
    if (!(compares && settings.Jobs.Any()) && !(profiles && settings.Kernels.Any()))
    {
        Console.Error.WriteLine($"error: nothing has {string.Join(" and ", settings.Filters)} in its name; there are {string.Join(", ", Settings.Names(compares))}");
        return 1;
    }
    // Not at the end of a quarter of an hour.
    if (writes) MarkdownReport.CheckWritable();
    string machine = Machine.Describe();
    Console.WriteLine(machine);
    var tables = new List<ReportTable>();
    foreach (ReportTable table in (compares ? Sections.Comparison(settings) : []).Concat(profiles ? Sections.Kernels(settings) : []))
    {
        ConsoleReport.Write(table);
        tables.Add(table);
    }
    if (writes) Console.WriteLine(MarkdownReport.Write(machine, settings, string.Join(' ', args), tables));
    return 0;
}

static int[] Numbers(ArgumentResult result)
{
    int[] numbers = [.. result.Tokens.Single().Value.Split(',').Select(part => int.TryParse(part, CultureInfo.InvariantCulture, out int number) ? number : 0)];
    if (numbers.Any(number => number is < 1 or > 1024)) result.AddError("--threads takes numbers from 1 to 1024 with commas between, as in 1,2");
    return numbers;
}
