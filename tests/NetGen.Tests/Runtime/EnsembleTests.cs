using System;
using System.Linq;
using NetGen.Data;
using Xunit;

namespace NetGen.Tests.Runtime;

public sealed class EnsembleTests
{
    private static readonly DataSet Data = TrainingTests.Separable(21);

    [Theory]
    [InlineData(EnsembleMean.Probabilities)]
    [InlineData(EnsembleMean.Outputs)]
    public void PredictsTheMean(EnsembleMean mean)
    {
        LinearClassifier[] members = [new(seed: 1), new(seed: 2), new(seed: 3)];
        double[][] each = [.. members.Select(member => Predicted(member, mean))];
        double[] expected = [.. each[0].Select((_, i) => each.Average(e => e[i]))];

        using var ensemble = new Ensemble(members, mean, batchSize: 8);
        var actual = new float[Data.Count * LinearClassifier.Classes];
        ensemble.Predict(Data.Columns[0].Floats, actual);
        for (int i = 0; i < actual.Length; i++)
            Assert.Equal(expected[i], actual[i], 1e-6);
        var batch = new float[5 * LinearClassifier.Classes];
        ensemble.Predict(Data.Batch(3, 5), batch);
        Assert.Equal(actual[(3 * LinearClassifier.Classes)..(8 * LinearClassifier.Classes)], batch);
    }

    [Fact]
    public void EvaluatesAsTheMeanOfItsMembersProbabilities()
    {
        LinearClassifier[] members = [new(seed: 1), new(seed: 2)];
        Evaluation expected = ClassProbabilities.Mean([.. members.Select(member => ClassProbabilities.Of(member, Data))]).Evaluate(Data.Columns[1].Ints);
        using var ensemble = new Ensemble(members);
        Evaluation actual = ClassProbabilities.Of(ensemble, Data).Evaluate(Data.Columns[1].Ints);
        Assert.Equal(expected.Accuracy, actual.Accuracy);
        Assert.Equal(expected.Loss, actual.Loss, 1e-6);
    }

    [Fact]
    public void MeansOfScoresAreNoProbabilities()
    {
        using var ensemble = new Ensemble([new LinearClassifier(seed: 1)], EnsembleMean.Outputs);
        Assert.Contains("are no probabilities", Assert.Throws<ArgumentException>(() => ClassProbabilities.Of(ensemble, Data)).Message);
    }

    [Fact]
    public void APredictionAllocatesNothing()
    {
        using var ensemble = new Ensemble([new LinearClassifier(seed: 1), new LinearClassifier(seed: 2)], batchSize: 4);
        var output = new float[Data.Count * LinearClassifier.Classes];
        ensemble.Predict(Data.Columns[0].Floats, output);
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 100; i++)
        {
            ensemble.Predict(Data.Columns[0].Floats, output);
            ensemble.Predict(Data.Batch(0, 4), output.AsSpan(0, 4 * LinearClassifier.Classes));
        }
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Fact]
    public void OwnsItsMembersAndRefusesWhatDoesNotFit()
    {
        Assert.Contains("at least one", Assert.Throws<ArgumentException>(() => new Ensemble([])).Message);
        var member = new LinearClassifier(seed: 1);
        var ensemble = new Ensemble([member], batchSize: 4);
        var output = new float[3];
        Assert.Throws<ArgumentException>(() => ensemble.Predict(new float[6], output));
        Assert.Throws<ArgumentException>(() => ensemble.Predict(new float[10], output));
        Assert.Throws<ArgumentException>(() => ensemble.Predict(Data.Batch(0, 5), new float[15]));
        ensemble.Dispose();
        Assert.Throws<ObjectDisposedException>(() => ensemble.Predict(new float[5], output));
    }

    private static double[] Predicted(LinearClassifier member, EnsembleMean mean)
    {
        var scores = new float[Data.Count * LinearClassifier.Classes];
        member.Predict(Data.Columns[0].Floats, scores);
        return mean == EnsembleMean.Outputs
            ? [.. scores.Select(s => (double)s)]
            : [.. scores.Chunk(LinearClassifier.Classes).SelectMany(row => row.Select(s => Math.Exp(s) / row.Sum(o => Math.Exp(o))))];
    }
}
