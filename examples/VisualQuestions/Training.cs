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
            Console.WriteLine(FormattableString.Invariant($"{kind,-14} {Accuracy(asked => asked.Question.Kind == kind):0.0000}   the most frequent answer {MostFrequent(kind):0.0000}"));
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
        [.. Enumerable.Range(first, count).Select(number => pictures.Make(number)).SelectMany(picture => picture.Questions.Select(q => new Asked(picture.Scene, q.Question, q.Answer)))];

    private void Train(Answerer.Trainer trainer, Asked[] questions)
    {
        var batch = new QuestionBatch(BatchSize);
        int batches = questions.Length / BatchSize;
        run.Fit(trainer, batches, number =>
        {
            if (number % batches == 0)
                new RandomSequence(run.Seed, -1 - (number / batches)).Shuffle(questions.AsSpan());
            int first = (int)(number % batches) * BatchSize;
            for (int i = 0; i < BatchSize; i++)
                batch.Set(i, questions[first + i]);
            return trainer.Step(batch.Pictures, batch.Places, batch.Words, batch.Lengths, batch.Answers);
        }, "questions");
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
