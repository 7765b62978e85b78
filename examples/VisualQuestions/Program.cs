using System.CommandLine;
using NetGen.Shared;
using VisualQuestions;

var command = new RootCommand("Learns to answer questions about pictures (Sort-of-CLEVR), and saves the weights to questions.safetensors.");
var options = new TrainingOptions(command, 6, "How often to go through the questions", "the pictures, the questions and their order, and the initial weights");
command.SetAction(arguments => new Training(options.Read(arguments)).Run());
return command.Run(args);
