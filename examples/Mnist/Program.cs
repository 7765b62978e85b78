using System;
using System.CommandLine;
using System.IO;
using System.Linq;
using Mnist;
using NetGen;
using NetGen.Shared;

var data = new Option<DirectoryInfo>("--data")
{
    Description = "Directory with the four IDX files of a data set of 28 x 28 images in 10 classes, plain or gzip [default: MNIST]",
    HelpName = "directory",
};
var network = new Option<string>("--network")
{
    Description = "LeNet5, of 1998, or ConvNet, of batch-normalized convolutions, which reaches more and takes longer",
    DefaultValueFactory = _ => nameof(LeNet5),
};
var schedule = new Option<string>("--schedule") { Description = "How the learning rate goes on [default: as the network's file has it]" };
var run = new Option<DirectoryInfo>("--run")
{
    Description = "Directory for checkpoints, one behind each epoch and every 500 steps [default: none are saved]",
    HelpName = "directory",
};
var resume = new Option<bool>("--resume") { Description = "Go on from the last checkpoint of the directory, if it has one" };
network.AcceptOnlyFromAmong([.. MnistNetwork.All.Select(candidate => candidate.Name)]);
schedule.AcceptOnlyFromAmong([.. Schedules.Names]);
resume.Validators.Add(result =>
{
    if (!result.Implicit && result.GetValue(run) is null)
        result.AddError("--resume needs --run, the directory with the checkpoints.");
});
var augment = new Option<bool>("--augment") { Description = "Rotate, slant, size and move the training images a little, anew in each epoch" };
var stream = new Option<bool>("--stream") { Description = "Read the training images from mapped files during training, as those that do not fit into memory are" };
var ensemble = new Option<int>("--ensemble")
{
    Description = "Let the learning rate fall to zero and begin anew so many times, and measure the networks at the ends of these cycles together",
    HelpName = "snapshots",
};
ensemble.Limit(2, 100);
var members = new Option<FileInfo[]>("--members")
{
    Description = "Train nothing: measure networks whose weights were saved before, alone and together",
    HelpName = "files",
    AllowMultipleArgumentsPerToken = true,
};
members.AcceptExistingOnly();
var average = new Option<bool>("--average") { Description = "Measure a moving average of the weights too" };
var search = new Option<int>("--search")
{
    Description = "First try so many learning rates and batch sizes for a short time, and as many near the best for longer; started again it goes on where it stopped",
    HelpName = "trials",
};
search.Limit(1, 1000);
var report = new Option<DirectoryInfo>("--report")
{
    Description = "Directory for a report of the training, report.html, with its figures, metrics.csv, the network and versions",
    HelpName = "directory",
};
var validation = new Option<int?>("--validation")
{
    Description = "Hold out so many of the last training images, which tell behind each epoch how training goes [default: 5000 with --report, else 0]",
    HelpName = "images",
};
validation.Limit(0, 1_000_000);
var command = new RootCommand("Trains a network on MNIST and saves its weights, to lenet5.safetensors or convnet.safetensors.")
{
    data, network, schedule, augment, stream, ensemble, members, average, search, run, resume, report, validation,
};
var options = new TrainingOptions(command, 5, "How often to go through the training images", "the initial weights and of the order of the images");
ensemble.Validators.Add(result =>
{
    if (result.Implicit)
        return;
    if (result.GetValue(schedule) is not null)
        result.AddError("--ensemble has a schedule of its own: leave out --schedule.");
    int epochs = result.GetValue(options.Epochs);
    if (epochs == 0 || epochs % result.GetValue(ensemble) != 0)
        result.AddError("--ensemble needs as many epochs in each cycle: let --epochs be a multiple of it.");
});
command.SetAction(arguments =>
{
    string directory = arguments.GetValue(data)?.FullName ?? Path.Combine(AppContext.BaseDirectory, "data");
    MnistNetwork chosen = MnistNetwork.Of(arguments.GetValue(network)!);
    if (arguments.GetValue(members) is { Length: > 0 } files)
    {
        EnsembleMeasurement.Measure(chosen, [.. files.Select(file => file.FullName)], MnistData.Read(directory, null).Test, options.Read(arguments).Threads);
        return;
    }
    new Training(chosen, options.Read(arguments))
    {
        Schedule = arguments.GetValue(schedule),
        Checkpoints = arguments.GetValue(run) is { } folder ? new Checkpoints(folder.FullName) { EverySteps = 500, Resume = arguments.GetValue(resume) } : null,
        Augment = arguments.GetValue(augment),
        Stream = arguments.GetValue(stream),
        Snapshots = arguments.GetValue(ensemble),
        Average = arguments.GetValue(average),
        SearchTrials = arguments.GetValue(search),
        ValidationImages = arguments.GetValue(validation) ?? (arguments.GetValue(report) is null ? 0 : 5000),
        DataName = arguments.GetValue(data)?.Name ?? "MNIST",
        ReportDirectory = arguments.GetValue(report)?.FullName,
    }.Run(directory);
});
return command.Run(args);
