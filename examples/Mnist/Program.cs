using System;
using System.CommandLine;
using System.IO;
using Mnist;

var epochs = new Option<int>("--epochs") { Description = "How often to go through the training images", DefaultValueFactory = _ => 5 };
var seed = new Option<ulong>("--seed") { Description = "Seed of the initial weights and of the order of the images", DefaultValueFactory = _ => 1 };
var threads = new Option<int>("--threads") { Description = "Threads; 0 for one per processor. The result does not depend on it" };
var data = new Option<DirectoryInfo>("--data")
{
    Description = "Directory with the four IDX files of a data set of 28 x 28 images in 10 classes, plain or gzip",
    DefaultValueFactory = _ => new DirectoryInfo(Path.Combine(AppContext.BaseDirectory, "data")),
};
epochs.Validators.Add(result =>
{
    if (result.GetValueOrDefault<int>() < 0) result.AddError("--epochs must not be negative.");
});
threads.Validators.Add(result =>
{
    if (result.GetValueOrDefault<int>() is < 0 or > 1024) result.AddError("--threads must be from 0 to 1024.");
});

var command = new RootCommand("Trains LeNet-5 on MNIST and saves its weights to lenet5.safetensors.") { epochs, seed, threads, data };
command.SetAction(arguments =>
{
    try
    {
        new Training(arguments.GetValue(epochs), arguments.GetValue(seed), arguments.GetValue(threads)).Run(arguments.GetValue(data)!.FullName);
        return 0;
    }
    catch (Exception e) when (e is IOException or InvalidDataException or UnauthorizedAccessException)
    {
        Console.Error.WriteLine($"error: {e.Message}");
        return 1;
    }
});
return command.Parse(args).Invoke();
