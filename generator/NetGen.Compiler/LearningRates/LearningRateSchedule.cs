using NetGen.Compiler.Binding;

namespace NetGen.Compiler.LearningRates;

/// <summary>
/// How the learning rate goes on with training: one file. What it does stands in the runtime, in the class that the signature names; its constructor takes the signature's
/// arguments.
/// </summary>
public abstract class LearningRateSchedule
{
    /// <summary>The argument that every schedule has.</summary>
    public const string Warmup = "warmup";

    public abstract Signature Signature { get; }

    private protected static Argument WarmupArgument { get; } = From(Warmup, "epochs before, in which the rate rises to where the schedule begins", 0);

    /// <summary>A number between 0 and 1.</summary>
    private protected static Argument Share(string name, string summary, double? byDefault) => From(name, summary, byDefault) with { Maximum = 1 };

    /// <summary>A number from a minimum on.</summary>
    private protected static Argument From(string name, string summary, double? byDefault, double minimum = 0) =>
        Argument.Float(name, summary, byDefault) with { Minimum = minimum };
}
