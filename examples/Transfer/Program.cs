using System;
using System.CommandLine;
using System.IO;
using NetGen.Shared;
using Transfer;

var fashion = new Option<DirectoryInfo>("--fashion")
{
    Description = $"Directory with Fashion-MNIST's four IDX files [default: {FashionMnist.Directory}]",
    HelpName = "directory",
};
var command = new RootCommand(
    "Learns features on the digits 0 to 4 and takes them to other classes, with few and with many images: as they are, fine-tuned, and beside training from scratch.")
{
    fashion,
};
var options = new TrainingOptions(
    command, 10, "Epochs of each training; those after the first are of 5,000 images, the same ones again where there are fewer",
    "the choice of images, their order and the initial weights");
command.SetAction(arguments =>
    new Comparison(options.Read(arguments)).Run(Path.Combine(AppContext.BaseDirectory, "data"), arguments.GetValue(fashion)?.FullName ?? FashionMnist.Directory));
return command.Run(args);
