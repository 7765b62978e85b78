using System;
using System.IO;
using NetGen.Sampling;
using NetGen.Shared;

namespace Phonemes;

/// <summary>The whole way: dictionary, training, weights in a file, decoding of the words that are held out.</summary>
internal sealed class Training(TrainingRun run, int beams)
{
    private const int BatchSize = 64;
    private const int Longest = 16; // as the network's file has it; one word in a thousand is longer
    private const int ExamplesShown = 8;
    private const string WeightFile = "phonemes.safetensors";

    public void Run(string dictionary, string? weights)
    {
        OutputFile.Check(WeightFile);
        var data = new PhonemeData(PronouncingDictionary.Read(dictionary), run.Seed, Longest);
        using var net = new Pronouncer(run.Seed, run.Threads);
        if (weights is not null)
            net.LoadWeights(weights);
        Console.WriteLine(Pronouncer.Description);
        using (var trainer = new Pronouncer.Trainer(net, BatchSize, run.Threads))
            run.Fit(trainer, data.Train, "words");
        net.Save(WeightFile);
        Console.WriteLine($"weights saved to {WeightFile}");
        Decode(net, data);
    }

    /// <summary>Speaks the words that are held out, greedily and by beam search.</summary>
    private void Decode(Pronouncer net, PhonemeData data)
    {
        using var speaker = new Speaker(net, Longest, beams);
        var greedySearch = new BeamSearch(data.Phonemes, 1, PhonemeData.End, Longest + 1);
        var beamSearch = new BeamSearch(data.Phonemes, beams, PhonemeData.End, Longest + 1);
        ErrorRate greedy = new(), beam = new();
        for (int i = 0; i < data.Test.Count; i++)
        {
            Word word = data.TestWords[i];
            speaker.Read(data.Test["letters"].Ints.Slice(i * Longest, Longest), word.Spelling.Length);
            greedy.Add(speaker.Speak(greedySearch), word.Pronunciations);
            ReadOnlySpan<int> spoken = speaker.Speak(beamSearch);
            beam.Add(spoken, word.Pronunciations);
            if (i < ExamplesShown)
                Console.WriteLine($"{word.Spelling,-16} {data.Decode(spoken)}   [{data.Decode(PhonemeData.Tokens(word.Pronunciations[0]))}]");
        }
        Console.WriteLine(FormattableString.Invariant(
            $"{data.Test.Count} words; greedy: phoneme error rate {greedy.OfPhonemes:0.0000}, words with an error {greedy.OfWords:0.0000}"));
        Console.WriteLine(FormattableString.Invariant($"{beams} beams: words with an error {beam.OfWords:0.0000}"));
        Console.WriteLine(FormattableString.Invariant($"phoneme error rate {beam.OfPhonemes:0.0000}"));
    }
}
