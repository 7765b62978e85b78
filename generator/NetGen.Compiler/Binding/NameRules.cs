using System;
using System.Collections.Generic;

namespace NetGen.Compiler.Binding;

/// <summary>Names that the generated C# cannot use.</summary>
static class NameRules
{
    static readonly HashSet<string> CSharpKeywords = new(StringComparer.Ordinal)
    {
        "abstract", "as", "base", "bool", "break", "byte", "case", "catch", "char", "checked", "class", "const", "continue", "decimal", "default", "delegate",
        "do", "double", "else", "enum", "event", "explicit", "extern", "false", "finally", "fixed", "float", "for", "foreach", "goto", "if", "implicit", "in",
        "int", "interface", "internal", "is", "lock", "long", "namespace", "new", "null", "object", "operator", "out", "override", "params", "private",
        "protected", "public", "readonly", "ref", "return", "sbyte", "sealed", "short", "sizeof", "stackalloc", "static", "string", "struct", "switch", "this",
        "throw", "true", "try", "typeof", "uint", "ulong", "unchecked", "unsafe", "ushort", "using", "virtual", "void", "volatile", "while",
    };

    /// <summary>Parameters and locals of the generated methods, beside which the spec's inputs, outputs and targets stand.</summary>
    static readonly HashSet<string> GeneratedNames = new(StringComparer.Ordinal)
    {
        "n", "frame", "seed", "threads", "batchSize", "epochs", "validation", "value", "net", "trainer", "path",
    };

    /// <summary>Members of the generated class, which cannot have its name.</summary>
    static readonly HashSet<string> Members = new(StringComparer.Ordinal)
    {
        "Trainer", "Predict", "Save", "Load", "LoadWeights", "Fork", "Dispose", "Parameters", "Description", "NewState", "Step", "State",
    };

    /// <summary>Why an input or output cannot have that name, or null.</summary>
    public static string? WhyNotArgument(string name) =>
        CSharpKeywords.Contains(name) ? "it is a keyword of C#"
        : GeneratedNames.Contains(name) || name.StartsWith("__", StringComparison.Ordinal) ? "the generated methods use it"
        : null;

    /// <summary>Why a class cannot have that name, or null.</summary>
    public static string? WhyNotClass(string name) =>
        CSharpKeywords.Contains(name) ? "it is a keyword of C#"
        : Members.Contains(name) ? "it is a member of every generated class"
        : null;
}
