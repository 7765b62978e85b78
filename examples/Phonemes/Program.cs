using System;
using System.CommandLine;
using System.IO;
using NetGen.Shared;
using Phonemes;

var beams = new Option<int>("--beams") { Description = "How many pronunciations the search follows", DefaultValueFactory = _ => 4 };
var weights = new Option<FileInfo>("--weights") { Description = "Saved weights to begin with; with --epochs 0 they are only evaluated", HelpName = "file" };
beams.Limit(1, 100);

var command = new RootCommand("Learns to pronounce English words from the CMU Pronouncing Dictionary, and saves the weights to phonemes.safetensors.") { beams, weights };
var options = new TrainingOptions(command, 3, "How often to go through the words", "the held-out words, the initial weights, dropout and the order of the words");
command.SetAction(arguments => new Training(options.Read(arguments), arguments.GetValue(beams)).Run(
    Path.Combine(AppContext.BaseDirectory, "data", "cmudict.txt.gz"), arguments.GetValue(weights)?.FullName));
return command.Run(args);
