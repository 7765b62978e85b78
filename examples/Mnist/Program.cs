using System;
using System.CommandLine;
using System.IO;
using Mnist;
using NetGen.Shared;

var data = new Option<DirectoryInfo>("--data")
{
    Description = "Directory with the four IDX files of a data set of 28 x 28 images in 10 classes, plain or gzip [default: MNIST]",
    HelpName = "directory",
};
var augment = new Option<bool>("--augment") { Description = "Rotate, slant, size and move the training images a little, anew in each epoch" };
var stream = new Option<bool>("--stream") { Description = "Read the training images from mapped files during training, as those that do not fit into memory are" };
var report = new Option<DirectoryInfo>("--report")
{
    Description = "New directory for a report of the training, report.html, with its figures, metrics.csv, the network and versions",
    HelpName = "directory",
};
var command = new RootCommand("Trains LeNet-5 on MNIST and saves its weights to lenet5.safetensors.") { data, augment, stream, report };
var options = new TrainingOptions(command, 5, "How often to go through the training images", "the initial weights and of the order of the images");
command.SetAction(arguments =>
{
    string directory = arguments.GetValue(data)?.FullName ?? Path.Combine(AppContext.BaseDirectory, "data");
    new Training(options.Read(arguments))
    {
        Augment = arguments.GetValue(augment),
        Stream = arguments.GetValue(stream),
        ReportDirectory = arguments.GetValue(report)?.FullName,
    }.Run(directory);
});
return command.Run(args);
