using System;
using System.CommandLine;
using System.IO;
using NetGen.Shared;
using Phonemes;

var epochs = new Option<int>("--epochs") { Description = "How often to go through the words", DefaultValueFactory = _ => 3 };
var seed = new Option<ulong>("--seed") { Description = "Seed of the held-out words, the initial weights, dropout and the order of the words", DefaultValueFactory = _ => 1 };
var threads = new Option<int>("--threads") { Description = "Threads; 0 for one per processor. The result does not depend on it" };
var beams = new Option<int>("--beams") { Description = "How many pronunciations the search follows", DefaultValueFactory = _ => 4 };
var weights = new Option<FileInfo>("--weights") { Description = "Saved weights to begin with; with --epochs 0 they are only evaluated", HelpName = "file" };
epochs.Limit(0, 1000);
threads.Limit(0, 1024);
beams.Limit(1, 100);

var command = new RootCommand("Learns to pronounce English words from the CMU Pronouncing Dictionary, and saves the weights to phonemes.safetensors.") { epochs, seed, threads, beams, weights };
command.SetAction(arguments =>
    new Training(arguments.GetValue(epochs), arguments.GetValue(seed), arguments.GetValue(threads), arguments.GetValue(beams)).Run(
        Path.Combine(AppContext.BaseDirectory, "data", "cmudict.txt.gz"), arguments.GetValue(weights)?.FullName));
return command.Run(args);
