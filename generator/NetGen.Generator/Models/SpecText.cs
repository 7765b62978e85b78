using System;
using System.Threading;
using Microsoft.CodeAnalysis;

namespace NetGen.Generator.Models;

/// <summary>A .net.txt file of the project, as read.</summary>
sealed record SpecText(string Path, string Text)
{
    public static bool IsSpec(AdditionalText file) => file.Path.EndsWith(".net.txt", StringComparison.OrdinalIgnoreCase);

    public static SpecText Read(AdditionalText file, CancellationToken cancel) => new(file.Path, file.GetText(cancel)?.ToString() ?? "");
}
