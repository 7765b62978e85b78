using System;
using System.IO;
using NetGen;
using NetGen.Data;
using NetGen.Plots;
using NetGen.PlotsSmoke;

// Images of rows, or of columns, under noise; the argument is a new directory for the run and its report.
const int Images = 400, Side = 8;
string folder = args[0];
var random = new Random(1);
float[] pixels = new float[Images * Side * Side];
int[] labels = new int[Images];
for (int i = 0; i < Images; i++)
{
    labels[i] = i % 2;
    int phase = random.Next(2);
    for (int p = 0; p < Side * Side; p++)
    {
        int line = labels[i] == 0 ? p / Side : p % Side;
        pixels[(i * Side * Side) + p] = ((line + phase) % 2) + (2 * random.NextSingle());
    }
}
(DataSet train, DataSet test) = new DataSet(new Column("image", pixels, 1, Side, Side), new Column("label", labels)).Split(300);

using var net = new Stripes(seed: 1);
using var trainer = new Stripes.Trainer(net, batchSize: 20);
trainer.Fit(train, 3, test, new FitOptions { Observer = new RunFolder(folder, trainer) });
Evaluation evaluation = trainer.Evaluate(test);
string report = Path.Combine(folder, "report.html");
new Report("Stripes")
    .AddTraining(folder)
    .Section("Test")
    .Add(new ConfusionPlot(evaluation.Confusion!))
    .Section("What the network sees")
    .Add(PictureSheet.OfEpochs(train.Augmented(Augment.Flip()), examples: 2))
    .Add(PictureSheet.OfFilters(net.Parameters[0]))
    .Add(PictureSheet.OfSaliency(net, test, test["label"].Ints))
    .AddSettings(folder)
    .Save(report);
Console.WriteLine($"test accuracy {evaluation.Accuracy:0.00}");
return evaluation.Accuracy > 0.9 ? 0 : 1;
