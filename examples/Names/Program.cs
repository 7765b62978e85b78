using System;
using System.CommandLine;
using System.IO;
using Names;
using NetGen.Shared;

var names = new Argument<string[]>("name") { Description = "Names to judge after training", Arity = ArgumentArity.ZeroOrMore };
var command = new RootCommand("Learns to tell women's names from men's, and saves the weights to names.safetensors.") { names };
var options = new TrainingOptions(command, 20, "How often to go through the names", "the held-out names, the initial weights, dropout and the order of the names");
command.SetAction(arguments => new Training(options.Read(arguments)).Run(Path.Combine(AppContext.BaseDirectory, "data"), arguments.GetValue(names) ?? []));
return command.Run(args);
