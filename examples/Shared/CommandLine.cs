using System;
using System.CommandLine;
using System.CommandLine.Invocation;
using System.CommandLine.Parsing;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Numerics;

namespace NetGen.Shared;

/// <summary>What the command lines of the programs have in common.</summary>
internal static class CommandLine
{
    /// <summary>Runs the program. A mistake in the arguments is told without all of the help, one in a file, training that diverges, or too little memory, without a stack trace;
    /// both are told on the standard error.</summary>
    public static int Run(this RootCommand command, string[] args)
    {
        ParseResult parsed = command.Parse(args);
        if (parsed.Action is ParseErrorAction mistake)
            mistake.ShowHelp = false;
        try
        {
            return parsed.Invoke(new InvocationConfiguration { EnableDefaultExceptionHandler = false });
        }
        catch (Exception e) when (e is IOException or InvalidDataException or UnauthorizedAccessException or DivergenceException or OutOfMemoryException)
        {
            Console.Error.WriteLine($"error: {e.Message}");
            return 1;
        }
    }

    /// <summary>Takes numbers of a range only, and says so.</summary>
    public static void Limit<T>(this Option<T> option, T least, T most) where T : struct, INumber<T> => option.CustomParser = result => Number(result, option, least, most);

    /// <summary>Takes numbers of a range only, and says so; none is null.</summary>
    public static void Limit<T>(this Option<T?> option, T least, T most) where T : struct, INumber<T> => option.CustomParser = result => Number(result, option, least, most);

    private static T Number<T>(ArgumentResult result, Option option, T least, T most) where T : struct, INumber<T>
    {
        string text = result.Tokens.Single().Value;
        if (T.TryParse(text, CultureInfo.InvariantCulture, out T value) && value >= least && value <= most)
            return value;

        string kind = value is float or double ? "a number" : "a whole number";
        result.AddError(string.Create(CultureInfo.InvariantCulture, $"{option.Name} takes {kind} from {least} to {most}, not '{text}'."));
        return default;
    }
}
