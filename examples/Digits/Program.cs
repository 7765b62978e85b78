using System;
using System.CommandLine;
using System.Globalization;
using System.IO;
using System.Linq;
using Digits;
using NetGen.Shared;

var image = new Argument<FileInfo>("image") { Description = "A picture of a digit (PNG, JPEG or BMP), or an IDX file of 28 x 28 images, plain or gzip" };
var index = new Option<int?>("--index") { Description = "Which image of an IDX file, from 0 on [default: 0]" };
var weights = new Option<FileInfo?>("--weights") { Description = "Weights in place of the program's own: safetensors, as examples/Mnist saves them", HelpName = "file" };
index.Limit(0, int.MaxValue);

var command = new RootCommand("Tells which digit an image shows.") { image, index, weights };
command.SetAction(arguments =>
{
    float[] pixels = DigitImage.Read(arguments.GetRequiredValue(image).FullName, arguments.GetValue(index));
    using var classifier = new Classifier(arguments.GetValue(weights));
    float[] probabilities = classifier.Classify(pixels);
    if (!probabilities.All(float.IsFinite)) throw new InvalidDataException("The weights are damaged: the probabilities that they give are no numbers.");
    Console.WriteLine($"class {Array.IndexOf(probabilities, probabilities.Max())}");
    for (int digit = 0; digit < probabilities.Length; digit++)
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {digit}  {probabilities[digit]:0.0000}"));
});
return command.Run(args);
