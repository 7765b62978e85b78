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

    /// <summary>What the generated methods call by its simple name, and parameters that users expect beside the spec's inputs, outputs and targets.</summary>
    static readonly HashSet<string> GeneratedNames = new(StringComparer.Ordinal)
    {
        "n", "frame", "seed", "threads", "batchSize",
        "Capacity", "Weights", "BatchSize", "Team", "Network", "GradientValues", "GradientFloats", "ThrowIfDisposed",
        "Avx512", "Avx2", "Neon", "Scalar",
    };

    /// <summary>Members of the generated class, which cannot have its name.</summary>
    static readonly HashSet<string> Members = new(StringComparer.Ordinal)
    {
        "Trainer", "Predict", "PredictBatch", "Save", "SavePacked", "Load", "LoadWeights", "Fork", "Dispose", "Parameters", "Description", "Describe", "OutputLength",
        "OutputSteps", "NewState", "Step", "State", "Layout", "Layouts", "IsReadOnly", "Allocate", "Frame", "DescribeTarget", "Avx512", "Avx2", "Neon", "Scalar",
    };

    /// <summary>Why an input or output cannot have that name, or null.</summary>
    public static string? WhyNotArgument(string name) =>
        CSharpKeywords.Contains(name) ? "it is a keyword of C#"
        : GeneratedNames.Contains(name) || name.StartsWith("__", StringComparison.Ordinal) ? "the generated methods use it"
        : null;

    /// <summary>Why a class cannot have that name, or null.</summary>
    public static string? WhyNotClass(string name) =>
        CSharpKeywords.Contains(name) ? "it is a keyword of C#"
        : Members.Contains(name) ? "every generated class has a member of that name"
        : null;
}
