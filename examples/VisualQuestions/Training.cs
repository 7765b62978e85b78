using System;
using System.Linq;
using NetGen;
using NetGen.Sampling;
using NetGen.Shared;

namespace VisualQuestions;

/// <summary>The whole way: pictures and questions, training, weights in a file, accuracy for each kind of question.</summary>
internal sealed class Training(TrainingRun run)
{
    private const int BatchSize = 32;
    private const int TrainPictures = 9800; // as in the paper
    private const int TestPictures = 200;
    private const string WeightFile = "questions.safetensors";

    /// <summary>The kinds of question in the order in which they are learned.</summary>
    private static readonly QuestionKind[] Curriculum =
        [QuestionKind.IsLeft, QuestionKind.IsAbove, QuestionKind.Shape, QuestionKind.ShapeOfNearest, QuestionKind.ShapeOfFarthest, QuestionKind.CountOfShape];

    private readonly SortOfClevr pictures = new(run.Seed);

    public void Run()
    {
        OutputFile.Check(WeightFile);
        Asked[] train = Make(0, TrainPictures), test = Make(TrainPictures, TestPictures);
        using var net = new Answerer(run.Seed, run.Threads);
        using var trainer = new Answerer.Trainer(net, BatchSize, run.Threads);
        Console.WriteLine(Answerer.Description);

        Train(trainer, train);
        net.Save(WeightFile);
        Console.WriteLine($"weights saved to {WeightFile}");

        bool[] right = Answer(net, test);
        foreach (QuestionKind kind in Enum.GetValues<QuestionKind>())
            Console.WriteLine(FormattableString.Invariant(
                $"{kind,-14} {Accuracy(asked => asked.Question.Kind == kind):0.0000}   the most frequent answer {MostFrequent(kind):0.0000}"));
        Console.WriteLine(FormattableString.Invariant($"accuracy, not relational {Accuracy(asked => !asked.Question.IsRelational):0.0000}"));
        Console.WriteLine(FormattableString.Invariant($"accuracy, relational {Accuracy(asked => asked.Question.IsRelational):0.0000}"));

        double Accuracy(Func<Asked, bool> counts) => test.Zip(right).Where(pair => counts(pair.First)).Average(pair => pair.Second ? 1 : 0.0);

        double MostFrequent(QuestionKind kind)
        {
            Asked[] ofKind = [.. test.Where(asked => asked.Question.Kind == kind)];
            return (double)ofKind.CountBy(asked => asked.Answer).Max(count => count.Value) / ofKind.Length;
        }
    }

    private Asked[] Make(int first, int count) =>
        [.. Enumerable.Range(first, count).Select(number => pictures.Make(number))
            .SelectMany(picture => picture.Questions.Select(q => new Asked(picture.Scene, q.Question, q.Answer)))];

    /// <remarks>
    /// A curriculum (Bengio et al.: Curriculum Learning, 2009): the first epoch begins with one kind of question and adds the others one after the other.
    /// Trained on all of them from the beginning, networks like this one learned in two epochs and more what is likely of the things on the whole, and not to look for the one that
    /// is asked about.
    /// </remarks>
    private void Train(Answerer.Trainer trainer, Asked[] questions)
    {
        var batch = new QuestionBatch(BatchSize);
        int batches = questions.Length / BatchSize;
        Asked[] order = [];
        run.Fit(trainer, batches, number =>
        {
            (long epoch, long at) = Math.DivRem(number, batches);
            if (at == 0)
                order = Order(questions, epoch);
            for (int i = 0; i < BatchSize; i++)
                batch.Set(i, order[(at * BatchSize) + i]);
            return trainer.Step(batch.Pictures, batch.Places, batch.Words, batch.Lengths, batch.Answers);
        }, "questions");
    }

    /// <summary>The questions of an epoch in a random order; those of the first are drawn, from more and more kinds.</summary>
    private Asked[] Order(Asked[] questions, long epoch)
    {
        var random = new RandomSequence(run.Seed, -1 - epoch);
        Asked[] order = [.. questions];
        if (epoch > 0)
        {
            random.Shuffle(order.AsSpan());
            return order;
        }
        int stage = questions.Length / Curriculum.Length; // the few that are left over stay as they are
        for (int kinds = 1; kinds <= Curriculum.Length; kinds++)
        {
            Asked[] known = [.. questions.Where(asked => Curriculum.AsSpan(0, kinds).Contains(asked.Question.Kind))];
            foreach (ref Asked asked in order.AsSpan((kinds - 1) * stage, stage))
                asked = known[random.Below(known.Length)];
        }
        return order;
    }

    /// <summary>Whether each question is answered right.</summary>
    private static bool[] Answer(Answerer net, Asked[] questions)
    {
        var batch = new QuestionBatch(1);
        float[] scores = new float[Question.Answers.Length];
        bool[] right = new bool[questions.Length];
        for (int i = 0; i < questions.Length; i++)
        {
            batch.Set(0, questions[i]);
            net.Predict(batch.Pictures, batch.Places, batch.Words, batch.Lengths, scores);
            right[i] = Sampler.Greedy(scores) == questions[i].Answer;
        }
        return right;
    }
}
