using System.Collections.Generic;
using System.Linq;

namespace NetGen.Compiler.Diagnostics;

/// <summary>
/// Every kind of mistake NetGen reports. NG10xx text and syntax, NG11xx names, NG12xx arguments, NG13xx shapes, NG14xx structure of networks and
/// training, NG15xx limits, NG16xx attributes, classes and projects, NG17xx publishing (by the package's targets), NG19xx NetGen's own failures. An id is never used again for
/// something else; each has its page under docs/diagnostics.
/// </summary>
public static class DiagnosticCatalogue
{
    public static readonly DiagnosticDescriptor UnexpectedCharacter = new("NG1001", "Unexpected character", "the character {0} has no meaning here");
    public static readonly DiagnosticDescriptor TabInIndentation = new("NG1002", "Tab in indentation", "indent with spaces: a tab has no width all editors agree on");
    public static readonly DiagnosticDescriptor Expected = new("NG1003", "Unexpected text", "expected {0}, found {1}");
    public static readonly DiagnosticDescriptor Indentation = new("NG1004", "Wrong indentation", "{0}");
    public static readonly DiagnosticDescriptor MissingBody = new("NG1005", "Missing body", "'{0}' has no body: write its lines below it, indented");
    public static readonly DiagnosticDescriptor Misplaced = new("NG1006", "Statement out of place", "'{0}' cannot stand here: {1}");
    public static readonly DiagnosticDescriptor InvalidNumber = new("NG1008", "Invalid number", "'{0}' is not a number that fits: {1}");
    public static readonly DiagnosticDescriptor EmptyFile = new("NG1009", "Empty file", "the file describes nothing: write a network or a block");

    public static readonly DiagnosticDescriptor UnknownName = new("NG1101", "Unknown name", "there is no {0} '{1}'{2}");
    public static readonly DiagnosticDescriptor DuplicateName = new("NG1102", "Name given twice", "the {0} '{1}' is already there; choose another name");
    public static readonly DiagnosticDescriptor ReservedName = new("NG1103", "Reserved name", "'{0}' cannot name {1}: {2}");
    public static readonly DiagnosticDescriptor UnknownFile = new("NG1104", "Unknown file", "there is no file '{0}' to use; is it among the project's .net.txt files?");
    public static readonly DiagnosticDescriptor UseCycle = new("NG1105", "Files use each other", "'{0}' uses itself: {1}");
    public static readonly DiagnosticDescriptor Recursion = new("NG1106", "Recursive definition", "'{0}' is made of itself: {1}");

    public static readonly DiagnosticDescriptor MissingArgument = new("NG1201", "Missing argument", "{0}: {1} is missing ({2})");
    public static readonly DiagnosticDescriptor UnknownArgument = new("NG1202", "Unknown argument", "{0} has no argument '{1}'{2}");
    public static readonly DiagnosticDescriptor DuplicateArgument = new("NG1203", "Argument given twice", "{0}: {1} is given twice");
    public static readonly DiagnosticDescriptor ArgumentKind = new("NG1204", "Wrong kind of argument", "{0}: {1} must be {2}, not {3}");
    public static readonly DiagnosticDescriptor ArgumentRange = new("NG1205", "Argument out of range", "{0}: {1} must be {2}, not {3}");
    public static readonly DiagnosticDescriptor TooManyArguments = new("NG1206", "Too many arguments", "{0} takes {1}, and '{2}' is one more");
    public static readonly DiagnosticDescriptor PositionalAfterKey = new(
        "NG1207", "Positional argument behind key=value", "{0}: write '{1}' before the key=value arguments, or as key=value");
    public static readonly DiagnosticDescriptor Arithmetic = new("NG1208", "Arithmetic error", "{0} cannot be computed: {1}");
    public static readonly DiagnosticDescriptor OperandKind = new("NG1209", "Wrong operand", "{0} needs {1}, not {2}");

    public static readonly DiagnosticDescriptor LayerShape = new("NG1301", "Layer does not fit", "{0}: {1}");
    public static readonly DiagnosticDescriptor LossShape = new("NG1302", "Loss does not fit", "{0}: {1}");
    public static readonly DiagnosticDescriptor NoSuchDimension = new("NG1303", "No such dimension", "'{0}.{1}': the shape is {2}, and only {3} has {1}");

    public static readonly DiagnosticDescriptor NoInput = new("NG1401", "Network without input", "network '{0}' has no input: write 'input NAME: SHAPE' first");
    public static readonly DiagnosticDescriptor NoResult = new("NG1402", "Nothing computed", "{0} '{1}' computes nothing");
    public static readonly DiagnosticDescriptor NoSource = new(
        "NG1403", "Pipeline without source", "{0} has nothing to read: no value comes before it; start the pipeline with a value");
    public static readonly DiagnosticDescriptor InputCount = new("NG1404", "Wrong number of values read", "{0} reads {1}, and {2} given");
    public static readonly DiagnosticDescriptor ResultCount = new("NG1405", "Wrong number of names", "{0} gives {1}, and {2} named");
    public static readonly DiagnosticDescriptor Unused = new("NG1406", "Value not used", "the value {0} is not used", Severity.Warning);
    public static readonly DiagnosticDescriptor GivenTwice = new("NG1407", "Statement given twice", "'{0}' may stand only once");
    public static readonly DiagnosticDescriptor TrainIncomplete = new("NG1408", "Incomplete training", "training needs {0}");
    public static readonly DiagnosticDescriptor ScanIncomplete = new("NG1409", "Incomplete scan", "the scan needs {0}");
    public static readonly DiagnosticDescriptor Selection = new("NG1410", "Wrong selection of parameters", "{0}: {1}");

    public static readonly DiagnosticDescriptor LineTooLong = new("NG1501", "Line too long", "a line may have {0} characters, and this one has {1}");
    public static readonly DiagnosticDescriptor TooDeep = new("NG1502", "Nested too deeply", "{0} may be nested {1} deep");
    public static readonly DiagnosticDescriptor TooMany = new("NG1503", "Too many", "more than {1} {0}");
    public static readonly DiagnosticDescriptor TooLarge = new("NG1504", "Too large", "{0} would have {1} elements ({2}); 2147483647 is the most");
    public static readonly DiagnosticDescriptor CannotUnroll = new("NG1505", "Cannot be unrolled", "{0}");

    public static readonly DiagnosticDescriptor DuplicateClass = new("NG1601", "Class generated twice", "the class '{0}' is already generated from another network");
    public static readonly DiagnosticDescriptor NotPartial = new("NG1602", "Class is not partial", "'{0}' must be partial, for the network's code is generated into it");
    public static readonly DiagnosticDescriptor ScatteredAttributes = new(
        "NG1603", "Layers in several declarations", "the layers of '{0}' stand on several declarations, which have no order: put them all on one");
    public static readonly DiagnosticDescriptor UnsupportedClass = new("NG1604", "Class cannot hold a network", "'{0}' cannot hold a network: {1}");
    public static readonly DiagnosticDescriptor NetworkNotFound = new("NG1605", "No such network in the file", "'{0}': {1}");
    public static readonly DiagnosticDescriptor MixedDescription = new("NG1606", "Described twice", "'{0}' is described by a file and by attributes: keep one");
    public static readonly DiagnosticDescriptor NoSuchFile = new("NG1607", "No such file", "there is no file '{0}' among the project's .net.txt files{1}");
    public static readonly DiagnosticDescriptor UnknownTarget = new(
        "NG1608", "Unknown instruction set", "NetGenTargets: '{0}' is not an instruction set; there are avx512, avx2, neon, scalar and native");
    public static readonly DiagnosticDescriptor GeneratedMember = new(
        "NG1609", "Member is generated", "'{0}' cannot declare '{1}': the generated part of the class does; give it another name");
    public static readonly DiagnosticDescriptor UnsafeNotAllowed = new(
        "NG1610", "Unsafe code is not allowed",
        "the code of '{0}' has pointers, and the project does not allow unsafe code: set AllowUnsafeBlocks to true, or remove it");
    public static readonly DiagnosticDescriptor AmbiguousFile = new(
        "NG1611", "Several files have the name",
        "'{0}' names several files: {1}; write the path from this file, or as much of its end as only one of them has");
    public static readonly DiagnosticDescriptor NotANetwork = new(
        "NG1612", "Layers without a network", "[{0}] has no effect, for '{1}' is no network: add [Network], or remove its layers", Severity.Warning);

    public static readonly DiagnosticDescriptor InternalError = new("NG1901", "Compiler failed", "NetGen failed on '{0}', and that is its own mistake; please report it: {1} {2}");

    static readonly Dictionary<string, DiagnosticDescriptor> Descriptors = typeof(DiagnosticCatalogue).GetFields()
        .Select(field => field.GetValue(null)).OfType<DiagnosticDescriptor>().ToDictionary(descriptor => descriptor.Id);

    /// <summary>All of them, in the order of their ids.</summary>
    public static IReadOnlyList<DiagnosticDescriptor> All { get; } = Descriptors.Values.OrderBy(d => d.Id, System.StringComparer.Ordinal).ToArray();

    public static DiagnosticDescriptor ById(string id) => Descriptors[id];
}
