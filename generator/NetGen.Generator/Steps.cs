namespace NetGen.Generator;

/// <summary>Names of the steps, under which tests see whether they ran.</summary>
static class Steps
{
    public const string Options = "Options";
    public const string Texts = "Texts";
    public const string Parsed = "Parsed";
    public const string Classes = "Classes";
    public const string Units = "Units";
    public const string Bound = "Bound";
    public const string Networks = "Networks";
    public const string Compiled = "Compiled";
    public const string Sources = "Sources";
    public const string Specs = "Specs";
    public const string Diagnostics = "Diagnostics";

    public static string[] All { get; } = [Options, Texts, Parsed, Classes, Units, Bound, Networks, Compiled, Sources, Specs, Diagnostics];
}
