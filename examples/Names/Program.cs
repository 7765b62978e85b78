using System;
using System.CommandLine;
using System.IO;
using Names;
using NetGen.Shared;

var epochs = new Option<int>("--epochs") { Description = "How often to go through the names", DefaultValueFactory = _ => 20 };
var seed = new Option<ulong>("--seed") { Description = "Seed of the held-out names, the initial weights, dropout and the order of the names", DefaultValueFactory = _ => 1 };
var threads = new Option<int>("--threads") { Description = "Threads; 0 for one per processor. The result does not depend on it" };
var names = new Argument<string[]>("name") { Description = "Names to judge after training", Arity = ArgumentArity.ZeroOrMore };
epochs.Limit(0, 1000);
threads.Limit(0, 1024);

var command = new RootCommand("Learns to tell women's names from men's, and saves the weights to names.safetensors.") { epochs, seed, threads, names };
command.SetAction(arguments =>
    new Training(arguments.GetValue(epochs), arguments.GetValue(seed), arguments.GetValue(threads)).Run(Path.Combine(AppContext.BaseDirectory, "data"), arguments.GetValue(names) ?? []));
return command.Run(args);
