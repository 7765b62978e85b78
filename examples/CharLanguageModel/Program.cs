using System;
using System.CommandLine;
using System.IO;
using CharLanguageModel;
using NetGen.Shared;

var epochs = new Option<int>("--epochs") { Description = "How often to read the book", DefaultValueFactory = _ => 10 };
var seed = new Option<ulong>("--seed") { Description = "Seed of the initial weights, of dropout and of what is drawn", DefaultValueFactory = _ => 1 };
var threads = new Option<int>("--threads") { Description = "Threads; 0 for one per processor. The result does not depend on it" };
var weights = new Option<FileInfo>("--weights") { Description = "Saved weights to begin with; with --epochs 0 they only write", HelpName = "file" };
epochs.Limit(0, 1000);
threads.Limit(0, 1024);

var command = new RootCommand("Learns to write like Moby-Dick, character by character, and saves the weights to charlm.safetensors.") { epochs, seed, threads, weights };
command.SetAction(arguments =>
    new Training(arguments.GetValue(epochs), arguments.GetValue(seed), arguments.GetValue(threads)).Run(Path.Combine(AppContext.BaseDirectory, "data"), arguments.GetValue(weights)?.FullName));
return command.Run(args);
