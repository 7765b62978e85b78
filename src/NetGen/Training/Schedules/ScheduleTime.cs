namespace NetGen;

/// <summary>Where training stands, as a <see cref="LearningRateSchedule"/> asks for it.</summary>
/// <param name="Step">The updates before the next one, from 0.</param>
/// <param name="Steps">The updates of the whole training; infinite where nobody knows when it ends.</param>
/// <param name="StepsPerEpoch">The updates of an epoch.</param>
public readonly record struct ScheduleTime(double Step, double Steps, double StepsPerEpoch)
{
    /// <summary>The epochs that are over, with the part of the present one: 2.5 in the middle of the third.</summary>
    public double Epoch => Step / StepsPerEpoch;
}
