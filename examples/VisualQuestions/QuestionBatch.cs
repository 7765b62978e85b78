using System;

namespace VisualQuestions;

/// <summary>A question about a picture and its answer, a number of <see cref="Question.Answers"/>.</summary>
internal readonly record struct Asked(Scene Scene, Question Question, int Answer);

/// <summary>Questions about pictures; made anew in the same memory.</summary>
internal sealed class QuestionBatch
{
    /// <summary>The rows and columns of the regions, as the network's file has them.</summary>
    private const int RegionSide = 7;

    /// <param name="count">How many questions.</param>
    public QuestionBatch(int count)
    {
        Pictures = new float[count * Scene.Length];
        Places = new float[count * 2 * RegionSide * RegionSide];
        Words = new int[count * Question.MaximumWords];
        Lengths = new int[count];
        Answers = new int[count];
        for (int at = 0; at < Places.Length; at++)
        {
            int axis = at / (RegionSide * RegionSide) % 2, region = at % (RegionSide * RegionSide);
            Places[at] = ((2f * (axis == 0 ? region / RegionSide : region % RegionSide)) / (RegionSide - 1)) - 1;
        }
    }

    public float[] Pictures { get; }

    /// <summary>Of each picture the same: the row of each region and then the column, from -1 to 1.</summary>
    public float[] Places { get; }

    public int[] Words { get; }

    /// <summary>The words of each question.</summary>
    public int[] Lengths { get; }

    public int[] Answers { get; }

    /// <summary>Puts a question into its place in the batch.</summary>
    public void Set(int i, Asked asked)
    {
        asked.Scene.Draw(Pictures.AsSpan(i * Scene.Length, Scene.Length));
        int[] words = asked.Question.Tokens();
        Span<int> place = Words.AsSpan(i * Question.MaximumWords, Question.MaximumWords);
        words.CopyTo(place);
        place[words.Length..].Clear();
        Lengths[i] = words.Length;
        Answers[i] = asked.Answer;
    }
}
