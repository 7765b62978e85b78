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
var command = new RootCommand("Trains LeNet-5 on MNIST and saves its weights to lenet5.safetensors.") { data };
var options = new TrainingOptions(command, 5, "How often to go through the training images", "the initial weights and of the order of the images");
command.SetAction(arguments => new Training(options.Read(arguments)).Run(arguments.GetValue(data)?.FullName ?? Path.Combine(AppContext.BaseDirectory, "data")));
return command.Run(args);
