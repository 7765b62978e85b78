using System;
using System.CommandLine;
using System.CommandLine.Invocation;
using System.Globalization;
using System.IO;

namespace NetGen.Shared;

/// <summary>What the command lines of the programs have in common.</summary>
internal static class CommandLine
{
    /// <summary>Runs the program. A mistake in the arguments is told without all of the help, one in a file without a stack trace; both are told on the standard error.</summary>
    public static int Run(this RootCommand command, string[] args)
    {
        ParseResult parsed = command.Parse(args);
        if (parsed.Action is ParseErrorAction mistake)
            mistake.ShowHelp = false;
        try
        {
            return parsed.Invoke(new InvocationConfiguration { EnableDefaultExceptionHandler = false });
        }
        catch (Exception e) when (e is IOException or InvalidDataException or UnauthorizedAccessException)
        {
            Console.Error.WriteLine($"error: {e.Message}");
            return 1;
        }
    }

    /// <summary>Refuses numbers outside of a range. What is not a number at all is refused by the conversion.</summary>
    public static void Limit(this Option option, int least, int most) => option.Validators.Add(result =>
    {
        if (result.Tokens.Count == 1 && int.TryParse(result.Tokens[0].Value, CultureInfo.InvariantCulture, out int value) && (value < least || value > most))
            result.AddError($"{option.Name} must be from {least} to {most}.");
    });
}
