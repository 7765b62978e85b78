using System;
using System.CommandLine;
using System.IO;
using Mnist;
using NetGen;
using NetGen.Shared;

var epochs = new Option<int>("--epochs") { Description = "How often to go through the training images", DefaultValueFactory = _ => 5 };
var seed = new Option<ulong>("--seed") { Description = "Seed of the initial weights and of the order of the images", DefaultValueFactory = _ => 1 };
var threads = new Option<int>("--threads") { Description = "Threads; 0 for one per processor. The result does not depend on it" };
var data = new Option<DirectoryInfo>("--data")
{
    Description = "Directory with the four IDX files of a data set of 28 x 28 images in 10 classes, plain or gzip [default: MNIST]",
    HelpName = "directory",
};
var schedule = new Option<string>("--schedule") { Description = "How the learning rate goes on [default: step, as the network's file has it]" };
var run = new Option<DirectoryInfo>("--run") { Description = "Directory for checkpoints, one behind each epoch and every 500 steps [default: none are saved]", HelpName = "directory" };
var resume = new Option<bool>("--resume") { Description = "Go on from the last checkpoint of the directory, if it has one" };
schedule.AcceptOnlyFromAmong([.. Schedules.Names]);
resume.Validators.Add(result =>
{
    if (!result.Implicit && result.GetValue(run) is null)
        result.AddError("--resume needs --run, the directory with the checkpoints.");
});
var augment = new Option<bool>("--augment") { Description = "Rotate, slant, size and move the training images a little, anew in each epoch" };
var stream = new Option<bool>("--stream") { Description = "Read the training images from mapped files during training, as those that do not fit into memory are" };
var report = new Option<DirectoryInfo>("--report")
{
    Description = "New directory for a report of the training, report.html, with its figures, metrics.csv, the network and versions",
    HelpName = "directory",
};
epochs.Limit(0, 1000);
seed.Limit(ulong.MinValue, ulong.MaxValue);
threads.Limit(0, 1024);

var command = new RootCommand("Trains LeNet-5 on MNIST and saves its weights to lenet5.safetensors.") { epochs, seed, threads, data, schedule, augment, stream, run, resume, report };
command.SetAction(arguments =>
{
    string directory = arguments.GetValue(data)?.FullName ?? Path.Combine(AppContext.BaseDirectory, "data");
    new Training(arguments.GetValue(epochs), arguments.GetValue(seed), arguments.GetValue(threads))
    {
        Schedule = arguments.GetValue(schedule),
        Checkpoints = arguments.GetValue(run) is { } folder ? new Checkpoints(folder.FullName) { EverySteps = 500, Resume = arguments.GetValue(resume) } : null,
        Augment = arguments.GetValue(augment),
        Stream = arguments.GetValue(stream),
        ReportDirectory = arguments.GetValue(report)?.FullName,
    }.Run(directory);
});
return command.Run(args);
