using System;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using NetGen;

namespace Zoo;

/// <summary>A network that reads one image, whatever its class, which is found by reflection: what the generator makes of a file of this directory is in the program.</summary>
internal sealed class ZooNetwork
{
    private readonly Type type;

    private ZooNetwork(Type type)
    {
        this.type = type;
        Description = (NetworkDescription)type.GetProperty(nameof(Description), BindingFlags.Public | BindingFlags.Static)!.GetValue(null)!;
    }

    public delegate void Prediction(ReadOnlySpan<float> image, Span<float> output);

    /// <summary>Its layers and totals.</summary>
    public NetworkDescription Description { get; }

    public string Name => Description.Name;

    /// <summary>Channels, rows and columns of the image that it reads.</summary>
    public (int Channels, int Height, int Width) Input => Description.Inputs is [{ Shape: [int channels, int height, int width] }]
        ? (channels, height, width)
        : throw new NotSupportedException($"{Name} does not read one image");

    /// <summary>The numbers of its output.</summary>
    public int OutputLength => Description.Outputs[0].Length;

    /// <summary>Whether it has a trainer that takes class labels.</summary>
    public bool IsClassifier => Description.Targets is [{ Classes: > 0 }];

    /// <summary>The networks of an assembly: family by family, and in each from the least work to the most.</summary>
    public static IReadOnlyList<ZooNetwork> In(Assembly assembly) =>
    [
        .. assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(Network))).Select(type => new ZooNetwork(type))
            .OrderBy(network => network.Description, Listing.Order),
    ];

    public Network Make(ulong seed, int threads) => (Network)Construct(type, seed, threads);

    /// <exception cref="OutOfMemoryException">The batch is too large for the machine's memory.</exception>
    public Trainer MakeTrainer(Network network, int batchSize, int threads)
    {
        try
        {
            return (Trainer)Construct(type.GetNestedType(nameof(Trainer))!, network, batchSize, threads);
        }
        catch (OutOfMemoryException e)
        {
            double gigabytes = Description.TrainingBytes(batchSize) / 1e9;
            throw new OutOfMemoryException(FormattableString.Invariant(
                $"training {Name} on batches of {batchSize} takes {gigabytes:0.0} GB beside its weights and their gradients, more than there is; a smaller --batch takes less"),
                e);
        }
    }

    /// <summary>The method of a network that computes the output of an image.</summary>
    public Prediction PredictionOf(Network network) => type.GetMethod("Predict")!.CreateDelegate<Prediction>(network);

    private static object Construct(Type type, params object[] arguments) =>
        Activator.CreateInstance(type, BindingFlags.Public | BindingFlags.Instance | BindingFlags.DoNotWrapExceptions, null, arguments, null)!;
}
