using System.CommandLine;
using LiveLoop;
using NetGen.Shared;

var calls = new Option<int>("--calls") { Description = "How many samples to play, from 1000 on", DefaultValueFactory = _ => 1_000_000 };
calls.Limit(1000, 100_000_000);

var command = new RootCommand("Plays a signal through a small network, a call for each sample, and tells how long the calls took.") { calls };
command.SetAction(arguments => new Loop(arguments.GetValue(calls)).Run());
return command.Run(args);
