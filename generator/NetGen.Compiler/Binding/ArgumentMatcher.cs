using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using NetGen.Compiler.Diagnostics;
using NetGen.Compiler.Syntax;

namespace NetGen.Compiler.Binding;

/// <summary>Says which argument is meant for which parameter: of layers, losses, optimizers, blocks and networks.</summary>
static class ArgumentMatcher
{
    /// <summary>One argument or null for each of <paramref name="names"/>; what fits none is reported.</summary>
    public static ArgumentSyntax?[] Match(string owner, IReadOnlyList<string> names, Seq<ArgumentSyntax> arguments, DiagnosticBag diagnostics)
    {
        var matched = new ArgumentSyntax?[names.Count];
        int positional = 0;
        bool keyed = false;
        foreach (ArgumentSyntax argument in arguments)
        {
            int index;
            if (argument.Key is { } key)
            {
                keyed = true;
                index = IndexOf(names, key.Name);
                if (index < 0)
                {
                    diagnostics.Report(DiagnosticCatalogue.UnknownArgument, key.Span, owner, key.Name, Spelling.Suggest(key.Name, names));
                    continue;
                }
            }
            else if (keyed)
            {
                diagnostics.Report(DiagnosticCatalogue.PositionalAfterKey, argument.Span, owner, Show(argument));
                continue;
            }
            else if ((index = positional++) >= names.Count)
            {
                diagnostics.Report(DiagnosticCatalogue.TooManyArguments, argument.Span, owner, Count(names.Count, "argument"), Show(argument));
                continue;
            }
            if (matched[index] != null) diagnostics.Report(DiagnosticCatalogue.DuplicateArgument, argument.Span, owner, names[index]);
            else matched[index] = argument;
        }
        return matched;
    }

    public static string Count(int count, string noun) => count switch
    {
        0 => $"no {noun}",
        1 => $"one {noun}",
        _ => $"{count.ToString(CultureInfo.InvariantCulture)} {noun}s",
    };

    static int IndexOf(IReadOnlyList<string> names, string name)
    {
        for (int i = 0; i < names.Count; i++)
            if (names[i] == name) return i;
        return -1;
    }

    static string Show(ArgumentSyntax argument) => argument.Value switch
    {
        IntegerSyntax integer => integer.Value.ToString(CultureInfo.InvariantCulture),
        FloatSyntax number => number.Value.ToString("R", CultureInfo.InvariantCulture),
        NameSyntax name => name.Name,
        _ => "this",
    };
}
