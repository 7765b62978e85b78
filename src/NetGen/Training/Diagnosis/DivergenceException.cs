using System;
using System.Globalization;

namespace NetGen;

/// <summary>Training was stopped because a number became infinite or none at all.</summary>
/// <param name="step">The number of the step, from 1.</param>
/// <param name="loss">The loss of the step.</param>
/// <param name="origin">Where the first such number is, as in <c>the result of conv1</c>; null where that is not known.</param>
/// <param name="checkpoint">The last checkpoint before; null where there is none.</param>
public sealed class DivergenceException(long step, float loss, string? origin = null, string? checkpoint = null) : ArithmeticException(Describe(step, loss, origin, checkpoint))
{
    /// <summary>The number of the step, from 1.</summary>
    public long Step { get; } = step;

    /// <summary>The loss of the step.</summary>
    public float Loss { get; } = loss;

    /// <summary>Where the first number is that is infinite or none: in the weights, an input or the result of a layer. Null where that is not known.</summary>
    public string? Origin { get; } = origin;

    /// <summary>The last checkpoint before, to go on from; null where there is none.</summary>
    public string? Checkpoint { get; } = checkpoint;

    private static string Describe(long step, float loss, string? origin, string? checkpoint) => string.Create(
        CultureInfo.InvariantCulture, $"The loss of step {step} is {loss}: training diverged.{(origin is null ? "" : $" The first number that is not finite is in {origin}.")} ") +
        $"A smaller learning rate or gradient clipping may help.{(checkpoint is null ? "" : $" The last checkpoint before is {checkpoint}.")}";
}
