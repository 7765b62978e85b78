using System;
using System.CommandLine;
using System.IO;
using Caption;
using NetGen.Shared;

var command = new RootCommand(
    "Learns to tell in a sentence what stands where in a picture, without attention and with it. "
    + "Saves the weights to caption.safetensors and caption-attention.safetensors, and to attention.png where it looked for each word.");
var options = new TrainingOptions(command, 12, "Epochs of 32,000 pictures, each of them new", "the pictures and the initial weights");
command.SetAction(arguments => new Training(options.Read(arguments)).Run(Path.Combine(AppContext.BaseDirectory, "data")));
return command.Run(args);
