using System.Collections.Generic;
using System.Collections.Immutable;
using NetGen;

namespace VisualQuestions;

/// <summary>A picture with its questions and their answers, numbers of <see cref="Question.Answers"/>.</summary>
internal sealed record AskedScene(Scene Scene, ImmutableArray<(Question Question, int Answer)> Questions);

/// <summary>Sort-of-CLEVR, made as it is asked for: of each picture ten questions that are not relational, and then ten that are.</summary>
/// <param name="seed">The seed of all pictures.</param>
internal sealed class SortOfClevr(ulong seed)
{
    private const int QuestionsOfAKind = 10;

    /// <summary>The picture of a number, which may be any: the same number gives the same.</summary>
    public AskedScene Make(long number)
    {
        var random = new RandomSequence(seed, number);
        Scene scene = Scene.Make(random);
        var questions = new List<(Question, int)>();
        while (questions.Count < 2 * QuestionsOfAKind)
        {
            int first = questions.Count < QuestionsOfAKind ? (int)QuestionKind.Shape : (int)QuestionKind.ShapeOfNearest;
            var question = new Question(random.Below(Scene.Colours.Length), (QuestionKind)(first + random.Below(3)));
            if (question.Answer(scene) is { } answer)
                questions.Add((question, answer));
        }
        return new AskedScene(scene, [.. questions]);
    }
}
