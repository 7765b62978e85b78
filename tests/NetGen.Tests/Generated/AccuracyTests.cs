using System.Linq;
using NetGen.Data;
using Xunit;

namespace NetGen.Tests.Generated;

/// <summary>Which output an evaluation holds against which labels.</summary>
public class AccuracyTests
{
    private const int Examples = 20;

    private static readonly float[] Features = [.. Enumerable.Range(0, Examples * 6).Select(i => ((i * 37) % 11 / 5f) - 1)];
    private static readonly int[] Labels = [.. Enumerable.Range(0, Examples).Select(i => i % 3)];

    [Theory]
    [InlineData("loss mse of copy", "loss softmax-cross-entropy of scores")]
    [InlineData("loss hinge of scores weight=0.5", "loss mse of copy")]
    public void ItIsThatOfTheFirstOutputAndItsLabels(string first, string second)
    {
        using var net = new GeneratedNetwork(Spec("scores, copy", first, second));
        Column target = new("copy", Features, 6), label = new("label", Labels);
        DataSet data = first.Contains("mse", System.StringComparison.Ordinal)
            ? new(new Column("x", Features, 6), target, label)
            : new(new Column("x", Features, 6), label, target);

        ConfusionMatrix confusion = net.Trainer.Evaluate(data).Confusion!;

        float[] scores = new float[Examples * 3];
        net.Methods.Predict([Features], [scores, new float[Examples * 6]]);
        Assert.Equal(3, confusion.Classes);
        Assert.Equal(Examples, confusion.Total);
        for (int actual = 0; actual < 3; actual++)
        {
            for (int predicted = 0; predicted < 3; predicted++)
                Assert.Equal(Enumerable.Range(0, Examples).Count(n => Labels[n] == actual && Best(scores, n) == predicted), confusion[actual, predicted]);
        }
    }

    [Fact]
    public void ProbabilitiesAreRightWhereTheirScoresAre()
    {
        DataSet data = new(new Column("x", Features, 6), new Column("label", Labels));
        using var scores = new GeneratedNetwork("network Scores\ninput x: 6\ndense 3\ntrain\n  loss softmax-cross-entropy\n  optimizer sgd\n");
        using var both = new GeneratedNetwork("network Both\ninput x: 6\ns = dense 3\nsoftmax\ntrain\n  loss softmax-cross-entropy of s\n  optimizer sgd\n");

        Assert.Equal(scores.Trainer.Evaluate(data).Accuracy!.Value, both.Trainer.Evaluate(data).Accuracy!.Value);
    }

    [Fact]
    public void OfAProbabilityForEachClassTheMostProbableIsTheRightOne()
    {
        DataSet data = new(new Column("x", Features, 6), new Column("label", Labels));
        using var numbers = new GeneratedNetwork("network Numbers\ninput x: 6\ndense 3\ntrain\n  loss softmax-cross-entropy\n  optimizer sgd\n");
        using var shares = new GeneratedNetwork("network Shares\ninput x: 6\ndense 3\ntrain\n  loss softmax-cross-entropy labels=probabilities\n  optimizer sgd\n");

        Evaluation expected = numbers.Trainer.Evaluate(data), actual = shares.Trainer.Evaluate(data.OneHot("label", 3));

        Assert.Equal(expected.Accuracy!.Value, actual.Accuracy!.Value);
        Assert.Equal(expected.Loss, actual.Loss, 1e-6);
        // Targets are mixed as their inputs are, and probabilities all the same.
        using var reader = new BatchReader(data.OneHot("label", 3).Mixed(0.4f), Examples, seed: 1);
        Assert.True(reader.Next(out Batch mixed));
        float[][] targets = [.. mixed.Floats(1).ToArray().Chunk(3)];
        Assert.All(targets, target => Assert.Equal(1, target.Sum(), 1e-6f));
        Assert.Contains(targets, target => target.Max() is > 0.5f and < 0.9f);
    }

    [Fact]
    public void ThereIsNoneWhereAnotherOutputHasTheLabels()
    {
        using var net = new GeneratedNetwork(Spec("copy, scores", "loss mse of copy", "loss softmax-cross-entropy of scores"));

        Evaluation evaluation = net.Trainer.Evaluate(new DataSet(new Column("x", Features, 6), new Column("copy", Features, 6), new Column("label", Labels)));

        Assert.Null(evaluation.Confusion);
        Assert.Null(evaluation.Accuracy);
        Assert.True(evaluation.Loss > 0);
    }

    private static string Spec(string outputs, string first, string second) => $"""
        network Two
        input x: 6
        h = dense 8 | tanh
        copy = h | dense 6
        scores = h | dense 3
        output {outputs}
        train
          {first}
          {second}
          optimizer sgd
        """;

    private static int Best(float[] scores, int example) =>
        Enumerable.Range(0, 3).MaxBy(c => scores[(example * 3) + c]);
}
