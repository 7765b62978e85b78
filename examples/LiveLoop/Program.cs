using System.CommandLine;
using System.CommandLine.Invocation;
using System.Globalization;
using LiveLoop;

var calls = new Option<int>("--calls") { Description = "How many samples to play, from 1000 on", DefaultValueFactory = _ => 1_000_000 };
calls.Validators.Add(result =>
{
    if (result.Tokens.Count == 1 && int.TryParse(result.Tokens[0].Value, CultureInfo.InvariantCulture, out int value) && value is < 1000 or > 100_000_000)
        result.AddError("--calls must be from 1000 to 100000000.");
});

var command = new RootCommand("Plays a signal through a small network, a call for each sample, and tells how long the calls took.") { calls };
command.SetAction(arguments => new Loop(arguments.GetValue(calls)).Run());
ParseResult parsed = command.Parse(args);
if (parsed.Action is ParseErrorAction mistake)
    mistake.ShowHelp = false;
return parsed.Invoke();
