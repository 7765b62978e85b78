using System.Linq;

namespace NetGen.Compiler.Binding;

/// <summary>
/// What a layer, loss or optimizer is called, what it takes and what it means. Written once: the text keyword, the attribute's declaration,
/// argument errors, the reference page and the test cases come from it.
/// </summary>
public sealed record Signature(string Keyword, string Summary, string Formula, Seq<Argument> Arguments)
{
    /// <summary>How many values it reads; <see cref="Variadic"/> for any number from two on.</summary>
    public int Inputs { get; init; } = 1;

    /// <summary>How many more it may read behind those.</summary>
    public int OptionalInputs { get; init; }

    public int Results { get; init; } = 1;

    public const int Variadic = -1;

    /// <summary>Whether its inputs may be sequences of different lengths; the result then has the time steps of the first.</summary>
    public bool JoinsSequences { get; init; }

    /// <summary>Whether its input is tokens.</summary>
    public bool ReadsTokens { get; init; }

    /// <summary>Whether <see cref="Initialization.Weight"/> before it means He.</summary>
    public bool IsRectifier { get; init; }

    /// <summary>Whether rectification is looked for behind it too: it passes values on without mixing them (pooling, flatten, normalization).</summary>
    public bool IsTransparent { get; init; }

    /// <summary>Name of the attribute that stands for it in C# (<c>Conv</c> in <c>[Conv(6, 5)]</c>): the keyword in Pascal case where nothing else is said.</summary>
    public string ClassName
    {
        get => field ?? string.Concat(Keyword.Split('-').Select(word => char.ToUpperInvariant(word[0]) + word.Substring(1)));
        init;
    }

    /// <summary>Paper, course notes or PyTorch's class that defines it.</summary>
    public string Source { get; init; } = "";
}

public enum ArgumentKind
{
    Int,     // 64
    Float,   // 1e-3
    Bool,    // yes, no
    Size,    // 3 or 3x5: rows x columns
    Padding, // 2, 1x2 (rows x columns), 1,2,3,4 (top, left, bottom, right), or same
    Word,    // one of Words
    Shape,   // 16x5x5, one dimension may be -1
}

/// <summary>One argument. Positional in the order of the signature, or key=value. Without a default it is required.</summary>
public sealed record Argument(string Name, ArgumentKind Kind, object? Default, string Summary)
{
    public Seq<string> Words { get; init; }

    /// <summary>Smallest and largest value of a number, or of each number of a size or padding.</summary>
    public double Minimum { get; init; } = double.NegativeInfinity;

    public double Maximum { get; init; } = double.PositiveInfinity;

    public bool MinimumIsExclusive { get; init; }

    public static Argument Int(string name, string summary, int? byDefault = null, int minimum = 1) =>
        new(name, ArgumentKind.Int, byDefault, summary) { Minimum = minimum, Maximum = int.MaxValue };

    public static Argument Float(string name, string summary, double? byDefault = null) => new(name, ArgumentKind.Float, byDefault, summary);

    public static Argument Bool(string name, bool byDefault, string summary) => new(name, ArgumentKind.Bool, byDefault, summary);

    public static Argument Size(string name, string summary, Primitives.Size? byDefault = null) =>
        new(name, ArgumentKind.Size, byDefault, summary) { Minimum = 1, Maximum = int.MaxValue };

    public static Argument Padding(string name, string summary) =>
        new(name, ArgumentKind.Padding, new PaddingArgument(false, Primitives.Padding.None), summary) { Minimum = 0, Maximum = 1 << 20 };

    public static Argument Word(string name, string summary, params string[] words) =>
        new(name, ArgumentKind.Word, words[0], summary) { Words = new(words) };
}
