using System;
using System.CommandLine;
using System.IO;
using CharLanguageModel;
using NetGen.Shared;

var weights = new Option<FileInfo>("--weights") { Description = "Saved weights to begin with; with --epochs 0 they only write", HelpName = "file" };
var command = new RootCommand("Learns to write like Moby-Dick, character by character, and saves the weights to charlm.safetensors.") { weights };
var options = new TrainingOptions(command, 10, "How often to read the book", "the initial weights, of dropout and of what is drawn");
command.SetAction(arguments => new Training(options.Read(arguments)).Run(Path.Combine(AppContext.BaseDirectory, "data"), arguments.GetValue(weights)?.FullName));
return command.Run(args);
