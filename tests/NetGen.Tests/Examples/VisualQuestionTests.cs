using System;
using System.Collections.Generic;
using System.Linq;
using VisualQuestions;
using Xunit;

namespace NetGen.Tests.Examples;

public class VisualQuestionTests
{
    // In the order of the colours: red, green, blue, orange, gray, yellow.
    static readonly Scene Known = new([new(true, 10, 10), new(false, 30, 10), new(false, 10, 60), new(true, 60, 60), new(true, 60, 30), new(true, 37, 38)]);

    [Theory]
    [InlineData(0, QuestionKind.Shape, "circle")]
    [InlineData(1, QuestionKind.Shape, "square")]
    [InlineData(0, QuestionKind.IsLeft, "yes")]
    [InlineData(3, QuestionKind.IsLeft, "no")]
    [InlineData(5, QuestionKind.IsLeft, "yes")]
    [InlineData(5, QuestionKind.IsAbove, "no")]
    [InlineData(1, QuestionKind.IsAbove, "yes")]
    [InlineData(0, QuestionKind.ShapeOfNearest, "square")]
    [InlineData(3, QuestionKind.ShapeOfNearest, "circle")]
    [InlineData(0, QuestionKind.ShapeOfFarthest, "circle")]
    [InlineData(4, QuestionKind.ShapeOfFarthest, "square")]
    [InlineData(0, QuestionKind.CountOfShape, "4")]
    [InlineData(2, QuestionKind.CountOfShape, "2")]
    public void AnswersAreThoseOfTheScene(int colour, object kind, string answer) =>
        Assert.Equal(answer, Question.Answers[new Question(colour, (QuestionKind)kind).Answer(Known)!.Value]);

    [Fact]
    public void ATieOfDifferentShapesHasNoAnswer()
    {
        Scene tie = new([new(true, 30, 30), new(false, 10, 30), new(true, 50, 30), new(true, 30, 60), new(true, 60, 60), new(true, 5, 70)]);
        Assert.Null(new Question(0, QuestionKind.ShapeOfNearest).Answer(tie));
        Scene same = new([tie.Things[0], tie.Things[1] with { IsCircle = true }, .. tie.Things[2..]]);
        Assert.Equal("circle", Question.Answers[new Question(0, QuestionKind.ShapeOfNearest).Answer(same)!.Value]);
    }

    [Fact]
    public void ThingsAreDrawnApartAndWhole()
    {
        float[] image = new float[Scene.Length];
        for (int number = 0; number < 200; number++)
        {
            Scene scene = new SortOfClevr(1).Make(number).Scene;
            scene.Draw(image);
            var counts = new Dictionary<(float, float, float), int>();
            for (int i = 0; i < Scene.Side * Scene.Side; i++)
            {
                var pixel = (image[i], image[(Scene.Side * Scene.Side) + i], image[(2 * Scene.Side * Scene.Side) + i]);
                counts[pixel] = counts.GetValueOrDefault(pixel) + 1;
            }
            Assert.Equal(7, counts.Count); // six colours and white
            Assert.Equal(scene.Things.Select(t => t.IsCircle ? 80 : 100).Order(), counts.Where(c => c.Key != (1, 1, 1)).Select(c => c.Value).Order());
        }
    }

    [Fact]
    public void APictureHasTenQuestionsOfEachKind()
    {
        var all = Enumerable.Range(0, 500).SelectMany(number => new SortOfClevr(1).Make(number).Questions.Select((q, i) => (q.Question, q.Answer, Index: i))).ToArray();

        Assert.All(all, q => Assert.Equal(q.Index >= 10, q.Question.IsRelational));
        Assert.Equal(Enumerable.Range(0, 10), all.Select(q => q.Answer).Distinct().Order());
        Assert.Equal(36, all.Select(q => q.Question).Distinct().Count());
        Assert.Equal(Asked(1), Asked(1));
        Assert.NotEqual(Asked(1), Asked(2));

        (Question, int)[] Asked(ulong seed) => [.. new SortOfClevr(seed).Make(7).Questions];
    }

    [Fact]
    public void QuestionsAreBitsAndWords()
    {
        float[] bits = new float[Question.Bits];
        new Question(2, QuestionKind.ShapeOfFarthest).Encode(bits);
        Assert.Equal([0, 0, 1, 0, 0, 0, 0, 1, 0, 1, 0], bits);
        new Question(0, QuestionKind.Shape).Encode(bits);
        Assert.Equal([1, 0, 0, 0, 0, 0, 1, 0, 1, 0, 0], bits);

        Question[] all = [.. Enumerable.Range(0, 6).SelectMany(colour => Enum.GetValues<QuestionKind>().Select(kind => new Question(colour, kind)))];
        Assert.Equal(36, all.Select(q => string.Join(' ', q.Tokens())).Distinct().Count());
        Assert.Equal(Question.MaximumWords, all.Max(q => q.Tokens().Length));
        Assert.All(all, q => Assert.All(q.Tokens(), token => Assert.InRange(token, 1, Question.Vocabulary.Length - 1)));
        Assert.Equal("is the blue thing on the left", new Question(2, QuestionKind.IsLeft).ToString());
    }
}
