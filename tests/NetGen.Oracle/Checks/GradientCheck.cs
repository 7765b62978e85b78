using System.Linq;

namespace NetGen.Oracle.Checks;

/// <summary>The loss and every gradient of a whole and of a smaller batch against the oracle; Evaluate gives the same loss; none of them changes a parameter.</summary>
static class GradientCheck
{
    const double Tolerance = 2e-4;

    public static void Run(CaseContext context)
    {
        if (context.Network.Training is null) return;
        using INetworkUnderTest net = context.Create();
        int[] batches = [context.Case.BatchSize, 2, context.Case.BatchSize];
        foreach (int examples in batches.Distinct())
        {
            OracleGradients expected = context.Oracle.Backward(context.Inputs, context.Targets, examples, new OracleRandom(CaseContext.Seed, step: 0));
            float loss = net.Backward(context.Data.InputsAndTargetsOf(examples));
            context.Compare($"loss of {examples}", [expected.Loss], [loss], PredictionCheck.Tolerance);
            foreach (var (name, value) in expected.States)
            {
                var actual = new float[value.Length];
                net.GetParameter(name, actual);
                context.Compare($"{name} after a batch of {examples}", value, actual, PredictionCheck.Tolerance);
            }

            foreach (var (name, gradient) in expected.Gradients)
            {
                var actual = new float[gradient.Length];
                net.GetGradient(name, actual);
                context.Compare($"gradient of {name}, batch of {examples}", gradient, actual, Tolerance);
            }

            // Running averages are where they were, for all that follows.
            foreach (string name in expected.States.Keys) net.SetParameter(name, context.Data.Parameters[name]);
            double atRest = context.Oracle.Loss(context.Inputs, context.Targets, examples);
            context.Compare($"Evaluate of {examples}", [atRest], [net.Evaluate(context.Data.InputsAndTargetsOf(examples))], PredictionCheck.Tolerance);
        }

        foreach (var (name, before) in context.Data.Parameters)
        {
            var after = new float[before.Length];
            net.GetParameter(name, after);
            if (!after.SequenceEqual(before)) context.Fail($"{name} changed without an update");
        }
    }
}
