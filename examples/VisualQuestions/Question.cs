using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;

namespace VisualQuestions;

/// <summary>What can be asked of the thing of a colour. The first three need no other thing, the last three do.</summary>
internal enum QuestionKind
{
    Shape,
    IsLeft,
    IsAbove,
    ShapeOfNearest,
    ShapeOfFarthest,
    CountOfShape,
}

/// <summary>A question to a scene.</summary>
/// <param name="Colour">The number of a colour of <see cref="Scene.Colours"/>.</param>
/// <param name="Kind">What is asked.</param>
internal readonly record struct Question(int Colour, QuestionKind Kind)
{
    /// <summary>The bits of a question: the colour, whether it is relational or not, and which of the three it then is.</summary>
    public const int Bits = 6 + 2 + 3;

    /// <summary>The words of the longest question.</summary>
    public const int MaximumWords = 8;

    private const int Kinds = 3;

    private static readonly string[] Texts =
    [
        "what shape is the {0} thing",
        "is the {0} thing on the left",
        "is the {0} thing above the middle",
        "what shape is nearest the {0} thing",
        "what shape is farthest from the {0} thing",
        "how many have the {0} thing's shape",
    ];

    /// <summary>The words of all questions; 0, which is none, fills what is behind a question.</summary>
    public static ImmutableArray<string> Vocabulary { get; } =
        ["", .. Texts.SelectMany(text => text.Split(' ')).Where(word => word != "{0}").Concat(Scene.Colours).Distinct().Order(StringComparer.Ordinal)];

    public static ImmutableArray<string> Answers { get; } = ["yes", "no", "square", "circle", "1", "2", "3", "4", "5", "6"];

    public bool IsRelational => Kind >= QuestionKind.ShapeOfNearest;

    public override string ToString() => string.Format(Texts[(int)Kind], Scene.Colours[Colour]);

    /// <summary>The question as in the paper.</summary>
    /// <param name="bits">Gets <see cref="Bits"/> numbers, 0 or 1.</param>
    public void Encode(Span<float> bits)
    {
        bits.Clear();
        bits[Colour] = 1;
        bits[6 + (IsRelational ? 1 : 0)] = 1;
        bits[8 + ((int)Kind % Kinds)] = 1;
    }

    /// <summary>The words of the question as numbers of <see cref="Vocabulary"/>.</summary>
    public int[] Tokens() => [.. ToString().Split(' ').Select(word => Vocabulary.IndexOf(word))];

    /// <summary>The number of the answer in <see cref="Answers"/>; null where two things of different shape are equally far, so that there is no one answer.</summary>
    public int? Answer(Scene scene)
    {
        Thing thing = scene.Things[Colour];
        Thing[] others = [.. scene.Things.RemoveAt(Colour).OrderBy(thing.SquaredDistance)];
        return Kind switch
        {
            QuestionKind.Shape => Shape(thing),
            QuestionKind.IsLeft => YesOrNo(2 * thing.X < Scene.Side),
            QuestionKind.IsAbove => YesOrNo(2 * thing.Y < Scene.Side),
            QuestionKind.ShapeOfNearest => OneShape(others.TakeWhile(o => o.SquaredDistance(thing) == others[0].SquaredDistance(thing))),
            QuestionKind.ShapeOfFarthest => OneShape(others.Reverse().TakeWhile(o => o.SquaredDistance(thing) == others[^1].SquaredDistance(thing))),
            _ => Answers.IndexOf("1") + scene.Things.Count(o => o.IsCircle == thing.IsCircle) - 1,
        };

        static int YesOrNo(bool answer) => Answers.IndexOf(answer ? "yes" : "no");
        static int Shape(Thing thing) => Answers.IndexOf(thing.IsCircle ? "circle" : "square");
        static int? OneShape(IEnumerable<Thing> things) => things.Select(Shape).Distinct().ToArray() is [int shape] ? shape : null;
    }
}
