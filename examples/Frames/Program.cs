using System;
using System.CommandLine;
using System.IO;
using Frames;
using NetGen.Shared;

var steps = new Option<int>("--steps") { Description = "Batches of 64 videos to train on, each of them new", DefaultValueFactory = _ => 6000 };
var seed = new Option<ulong>("--seed") { Description = "Seed of the videos and the initial weights", DefaultValueFactory = _ => 1 };
var threads = new Option<int>("--threads") { Description = "Threads; 0 for one per processor. The result does not depend on it" };
steps.Limit(0, 1_000_000);
threads.Limit(0, 1024);

var command = new RootCommand("Learns which digit moves in a video and where to, frame by frame, and saves the weights to frames.safetensors.") { steps, seed, threads };
command.SetAction(arguments =>
    new Training(arguments.GetValue(steps), arguments.GetValue(seed), arguments.GetValue(threads)).Run(Path.Combine(AppContext.BaseDirectory, "data")));
return command.Run(args);
