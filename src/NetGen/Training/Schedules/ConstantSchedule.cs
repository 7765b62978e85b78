namespace NetGen;

/// <summary>The learning rate stays as it is, behind the warm-up if there is one.</summary>
public sealed class ConstantSchedule : LearningRateSchedule
{
    /// <inheritdoc/>
    protected override double Factor(in ScheduleTime time) => 1;

    /// <inheritdoc/>
    protected override string Described() => "constant";
}
