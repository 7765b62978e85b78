using NetGen.Data;

namespace NetGen;

/// <summary>Finds where the first number is that is infinite or none.</summary>
internal static class Divergence
{
    /// <summary>Where it is, once the loss of a batch is not finite; null where it cannot be found. The parameters must still be those before the step.</summary>
    public static string? FindOrigin(Trainer trainer, in Batch batch)
    {
        // First: the running averages of batch normalization have taken the batch in already.
        if (batch.FindNotFinite() is { } column)
            return $"the column '{column}' of the data";
        if (trainer.Network.FindNotFinite() is { } parameter)
            return $"the parameter {parameter}";

        var trace = new LayerTrace();
        // The pass that diverged has taken the streams a step further.
        if (trainer.StreamStates is [var training, ..])
            training.Advance();
        trainer.Trace = trace;
        try
        {
            float loss = trainer.BackwardBatch(batch);
            return trace.FirstNotFinite(trainer.Network.Describe()) is { } layer ? $"the result of {layer}" : float.IsFinite(loss) ? null : "the loss itself";
        }
        finally
        {
            trainer.Trace = null;
        }
    }
}
