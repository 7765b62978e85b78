using System;
using System.Globalization;
using System.IO;
using NetGen;
using NetGen.Data;
using NetGen.Interrupted;

// Trains, resuming where there is something to resume, and saves the weights and their average at the end. Beside the weights are snapshots and a run folder.
// Arguments: the directory of the checkpoints, the file for the weights, the epochs, whether to keep checkpoints at all.
(string directory, string weights, int epochs, bool saves) = (args[0], args[1], int.Parse(args[2], CultureInfo.InvariantCulture), bool.Parse(args[3]));
const int Examples = 50, Inputs = 64, Classes = 3;
var random = new CounterRandom(7, 0, 0);
var x = new float[Examples * Inputs];
for (int i = 0; i < x.Length; i++)
    x[i] = random.Normal(i);
var labels = new int[Examples];
for (int i = 0; i < labels.Length; i++)
    labels[i] = i % Classes;
var data = new DataSet(new Column("x", x, Inputs), new Column("label", labels));

using var net = new Interrupted(seed: 5);
using var average = new Interrupted(seed: 6);
using var trainer = new Interrupted.Trainer(net, batchSize: 8, threads: 1) { Average = new WeightAverage(average, 0.9) };
FitResult result = trainer.Fit(data, epochs, validation: data.Slice(0, 20), new FitOptions
{
    ReadAhead = 2,
    EarlyStopping = new EarlyStopping(1000),
    Snapshots = new Snapshots($"{weights}-snapshots", 40),
    Observer = new RunFolder($"{weights}-run", trainer),
    Checkpoints = saves ? new Checkpoints(directory) { EverySteps = 3, Keep = 2, Resume = true } : null,
});
Console.WriteLine(result.Resumed is { } resumed ? $"resumed at {resumed.Step}, damaged: {resumed.Damaged.Length}" : "began");
net.Save(weights);
average.Save($"{weights}-average");
