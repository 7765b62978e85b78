using System;
using System.Globalization;
using System.Linq;
using NetGen;

namespace Zoo;

/// <summary>A network of the zoo, whatever its class.</summary>
/// <param name="Description">Its layers and totals.</param>
/// <param name="Input">Channels, rows and columns of the image that it reads.</param>
/// <param name="Make">Makes it, of a seed and a number of threads.</param>
/// <param name="Predict">Computes its first output for an image.</param>
/// <param name="MakeTrainer">Makes its trainer, of a batch size and a number of threads; null where it has none that takes class labels.</param>
internal sealed record ZooNetwork(
    NetworkDescription Description, (int Channels, int Height, int Width) Input,
    Func<ulong, int, Network> Make, ZooNetwork.Prediction<Network> Predict, Func<Network, int, int, Trainer>? MakeTrainer)
{
    public delegate void Prediction<in T>(T network, ReadOnlySpan<float> image, Span<float> output);

    public string Name => Description.Name;

    /// <summary>The numbers of its first output. An auxiliary classifier, where it is the last layer, has as many.</summary>
    public int OutputLength { get; } = Description.Layers[^1].Shape.Split('x').Aggregate(1, (length, dimension) => length * int.Parse(dimension, CultureInfo.InvariantCulture));

    public static ZooNetwork Of<T>(
        NetworkDescription description, (int Channels, int Height, int Width) input,
        Func<ulong, int, T> make, Prediction<T> predict, Func<T, int, int, Trainer>? makeTrainer = null)
        where T : Network => new(
            description, input, make, (network, image, output) => predict((T)network, image, output),
            makeTrainer is null ? null : (network, batchSize, threads) => makeTrainer((T)network, batchSize, threads));
}
