using NetGen.Compiler.Binding;

namespace NetGen.Compiler.LearningRates;

/// <summary>A rate that falls with the inverse of time.</summary>
public sealed class InverseTimeSchedule : LearningRateSchedule
{
    public override Signature Signature { get; } = new("inverse-time", "Lets the rate fall with the inverse of time.", "lr/(1 + k·t)",
        [From("k", "how fast: after 1/k epochs the rate is half of what it was", null), WarmupArgument])
    {
        ClassName = nameof(InverseTimeSchedule),
        Source = "CS231n notes",
    };
}
