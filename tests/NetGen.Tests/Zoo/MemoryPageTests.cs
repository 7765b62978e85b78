using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using global::Zoo;
using NetGen.Compiler;
using NetGen.Oracle.Zoo;
using NetGen.Tests.Harness;
using Xunit;
using BoundNetwork = NetGen.Compiler.Binding.Network;

namespace NetGen.Tests.Zoo;

/// <summary>docs/memory.md is what the zoo's program writes of the networks as they are now; with NETGEN_UPDATE=1 the test writes it.</summary>
public partial class MemoryPageTests
{
    [Fact]
    public void IsCurrent()
    {
        var page = new StringWriter();
        var cache = new KernelCache();
        Listing.WriteMarkdown(page, [.. ZooSpecs.Networks.Values.Select(network => Describe(network, cache)).Order(Listing.Order)]);

        WrittenPage.Check("memory.md", page.ToString());
    }

    /// <summary>What the generated class says of itself on AVX-512, read from its text: to compile all of them takes minutes.</summary>
    static NetworkDescription Describe(BoundNetwork network, KernelCache cache)
    {
        string text = string.Concat(NetworkCompiler.Compile(network, TargetSet.Avx512, cache: cache).Files.Select(file => file.Text));
        long capacity = Number(Capacity().Match(text), 1);
        Match prediction = Prediction().Match(text);
        long batched = Number(prediction, 1), alone = Number(prediction, 2), member = Number(prediction, 3);
        Match training = TrainingBytes().Match(text);
        return new NetworkDescription(
            network.Name, "avx512", [], [], [], [], network.Layers.Sum(l => l.ParameterCount), network.Layers.Sum(l => l.MultiplyAdds),
            ((batched * capacity) + alone) * sizeof(float),
            member * sizeof(float), Number(training, 1), Number(training, 2), Number(training, 3));
    }

    static long Number(Match match, int group) => match.Success
        ? long.Parse(match.Groups[group].Value, CultureInfo.InvariantCulture)
        : throw new InvalidDataException("the generated class has no such line");

    [GeneratedRegex(@"const int Capacity = (\d+);")]
    private static partial Regex Capacity();

    [GeneratedRegex(@"const long PredictBatchedFloats = (\d+), PredictFixedFloats = (\d+), PredictMemberFloats = (\d+);")]
    private static partial Regex Prediction();

    [GeneratedRegex(@"Describe\(""avx512"", [^;]*, (\d+), (\d+), (\d+)\);")]
    private static partial Regex TrainingBytes();
}
