using System;
using System.CommandLine;
using System.IO;
using Frames;
using NetGen.Shared;

var command = new RootCommand("Learns which digit moves in a video and where to, frame by frame, and saves the weights to frames.safetensors.");
var options = new TrainingOptions(command, 12, "Epochs of 32,000 videos, each of them new", "the videos and the initial weights");
command.SetAction(arguments => new Training(options.Read(arguments)).Run(Path.Combine(AppContext.BaseDirectory, "data")));
return command.Run(args);
