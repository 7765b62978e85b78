using System;
using System.Linq;
using NetGen.Data;
using Xunit;

namespace NetGen.Tests.Runtime;

public class ClassProbabilitiesTests
{
    [Fact]
    public void TheyAreTheSoftmaxOfTheScoresAndAgreeWithTheEvaluation()
    {
        using var network = new LinearClassifier(seed: 3);
        using var trainer = new LinearClassifier.Training(network, 16);
        DataSet data = Data(50);
        ClassProbabilities probabilities = ClassProbabilities.Of(network, data, batchSize: 7);
        Assert.Equal((50, 3), (probabilities.Count, probabilities.Classes));
        var scores = new float[3];
        network.Predict(data["image"].Floats[5..10], scores);
        for (int i = 0; i < 3; i++)
            Assert.Equal(Math.Exp(scores[i]) / scores.Sum(s => Math.Exp(s)), probabilities[1][i], 1e-6);

        Evaluation expected = trainer.Evaluate(data), got = probabilities.Evaluate(data["label"].Ints);
        Assert.Equal(expected.Loss, got.Loss, 1e-5);
        Assert.Equal(expected.Accuracy, got.Accuracy);
    }

    [Fact]
    public void MembersAndViewsAreAveraged()
    {
        using LinearClassifier first = new(seed: 3), second = new(seed: 4);
        DataSet data = Data(20);
        ClassProbabilities a = ClassProbabilities.Of(first, data), b = ClassProbabilities.Of(second, data);
        ClassProbabilities mean = ClassProbabilities.Mean(a, b);
        Assert.Equal((a[4][1] + b[4][1]) / 2, mean[4][1], 1e-6);
        ClassProbabilities pairs = a.MeanOfViews(2);
        Assert.Equal(10, pairs.Count);
        Assert.Equal((a[4][1] + a[5][1]) / 2, pairs[2][1], 1e-6);

        // Of views that are the whole image half are mirrored.
        ClassProbabilities ten = ClassProbabilities.Of(first, data.TenCrop(1, 5)).MeanOfViews();
        ClassProbabilities mirrored = ClassProbabilities.Of(first, data.Augmented(Augment.Flip(1)));
        Assert.Equal((a[7][2] + mirrored[7][2]) / 2, ten[7][2], 1e-6);

        Assert.Throws<ArgumentException>(() => a.MeanOfViews(3));
        Assert.Throws<ArgumentException>(() => ClassProbabilities.Mean());
        Assert.Throws<ArgumentException>(() => ClassProbabilities.Mean(a, pairs));
        Assert.Throws<ArgumentException>(() => a.Evaluate(new int[19]));
        Assert.Throws<ArgumentException>(() => a.Evaluate([.. Enumerable.Repeat(3, 20)]));
    }

    private static DataSet Data(int count)
    {
        var random = new CounterRandom(1, 0, 0);
        return new DataSet(
            new Column("image", Enumerable.Range(0, 5 * count).Select(i => random.Normal(i)).ToArray(), 1, 1, 5),
            new Column("label", Enumerable.Range(0, count).Select(i => i % 3).ToArray()));
    }
}
