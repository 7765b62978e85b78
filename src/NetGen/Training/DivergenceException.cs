using System;
using System.Globalization;

namespace NetGen;

/// <summary>Training was stopped because the loss became infinite or not a number.</summary>
/// <param name="step">The number of the step, from 1.</param>
/// <param name="loss">The loss.</param>
public sealed class DivergenceException(long step, float loss) : ArithmeticException(string.Create(
    CultureInfo.InvariantCulture, $"The loss of step {step} is {loss}: training diverged. A smaller learning rate or gradient clipping may help."))
{
    /// <summary>The number of the step, from 1.</summary>
    public long Step { get; } = step;

    /// <summary>The loss.</summary>
    public float Loss { get; } = loss;
}
