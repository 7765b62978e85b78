using System;
using System.CommandLine;
using System.CommandLine.Invocation;
using System.Globalization;
using System.IO;
using Mnist;

var epochs = new Option<int>("--epochs") { Description = "How often to go through the training images", DefaultValueFactory = _ => 5 };
var seed = new Option<ulong>("--seed") { Description = "Seed of the initial weights and of the order of the images", DefaultValueFactory = _ => 1 };
var threads = new Option<int>("--threads") { Description = "Threads; 0 for one per processor. The result does not depend on it" };
var data = new Option<DirectoryInfo>("--data")
{
    Description = "Directory with the four IDX files of a data set of 28 x 28 images in 10 classes, plain or gzip [default: MNIST]",
    HelpName = "directory",
};
Limit(epochs, 1000);
Limit(threads, 1024);

var command = new RootCommand("Trains LeNet-5 on MNIST and saves its weights to lenet5.safetensors.") { epochs, seed, threads, data };
command.SetAction(arguments =>
{
    string directory = arguments.GetValue(data)?.FullName ?? Path.Combine(AppContext.BaseDirectory, "data");
    try
    {
        new Training(arguments.GetValue(epochs), arguments.GetValue(seed), arguments.GetValue(threads)).Run(directory);
        return 0;
    }
    catch (Exception e) when (e is IOException or InvalidDataException or UnauthorizedAccessException)
    {
        Console.Error.WriteLine($"error: {e.Message}");
        return 1;
    }
});
ParseResult parsed = command.Parse(args);
if (parsed.Action is ParseErrorAction mistake)
    mistake.ShowHelp = false;
return parsed.Invoke();

// What is not a number at all is reported by the conversion.
static void Limit(Option<int> option, int most) => option.Validators.Add(result =>
{
    if (result.Tokens.Count == 1 && int.TryParse(result.Tokens[0].Value, CultureInfo.InvariantCulture, out int value) && (value < 0 || value > most))
        result.AddError($"{option.Name} must be from 0 to {most}.");
});
