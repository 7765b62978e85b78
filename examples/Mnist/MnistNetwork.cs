using System;
using System.Collections.Generic;
using System.Linq;
using NetGen;

namespace Mnist;

/// <summary>A network of this directory, whatever its class.</summary>
/// <param name="Name">The name of its class.</param>
/// <param name="Make">Makes it, of a seed and a number of threads.</param>
/// <param name="MakeTrainer">Makes its trainer, of a batch size and a number of threads.</param>
internal sealed record MnistNetwork(string Name, Func<ulong, int, Network> Make, Func<Network, int, int, Trainer> MakeTrainer)
{
    public static IReadOnlyList<MnistNetwork> All { get; } =
    [
        new(nameof(LeNet5), static (seed, threads) => new LeNet5(seed, threads), static (net, batch, threads) => new LeNet5.Trainer((LeNet5)net, batch, threads)),
        new(nameof(ConvNet), static (seed, threads) => new ConvNet(seed, threads), static (net, batch, threads) => new ConvNet.Trainer((ConvNet)net, batch, threads)),
    ];

    public string WeightFile => $"{Name.ToLowerInvariant()}.safetensors";

    public static MnistNetwork Of(string name) => All.First(network => network.Name == name);
}
