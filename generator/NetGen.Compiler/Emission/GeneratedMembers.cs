using System.Collections.Generic;
using System.Linq;
using NetGen.Compiler.Binding;
using NetGen.Compiler.Targets;

namespace NetGen.Compiler.Emission;

/// <summary>What the generated part of a class declares, so that its other parts cannot.</summary>
public static class GeneratedMembers
{
    /// <summary>Names; those of methods and constructors with the types of their parameters, by which C# tells them apart.</summary>
    /// <param name="className">With namespace and containing types.</param>
    public static Seq<string> Of(Network network, string className)
    {
        string spans = string.Join(", ", network.Inputs.Select(i => $"System.ReadOnlySpan<{ClassCode.Element(network.Values[i])}>")
            .Concat(network.Outputs.Select(_ => "System.Span<float>")));
        return
        [
            "Spec", "Description", "OutputLength", "Layouts", "Frame", "Capacity", "arena", "frame", "frameMemory",
            .. network.Values[network.Outputs[0]].Times > 0 ? (IEnumerable<string>)["OutputSteps"] : [],
            .. ClassCode.SingleInput(network) is null ? (IEnumerable<string>)[] : ["InputLength"],
            .. network.IsStreamable ? (IEnumerable<string>)["NewState()", "AllocateStep()", "stepMemory", "stepFrame", $"Step({Steps(network)})"] : [],
            .. network.Training is null ? (IEnumerable<string>)[] : ["Trainer"],
            .. Target.All.Select(target => target.Name),
            .. network.Outputs.Skip(1).Select((_, i) => $"output{i + 1}"),
            $"{network.Name}(ulong, int)", $"{network.Name}(NetGen.PackedWeights, int)", $"{network.Name}({className})",
            "Load(string, int)", "Fork()", "Layout()", "Allocate()", "Dispose()", $"Predict({spans})", "PredictBatch(NetGen.Batch, System.Span<float>)",
            "Describe()", "Describe(string, long, long, long, long, long)", "DescribeTarget()",
        ];
    }

    static string Steps(Network network) => string.Join(", ", network.StepInputs.Select(i => $"System.ReadOnlySpan<{ClassCode.Element(network.Values[i])}>")
        .Append("NetGen.StreamState").Concat(network.Outputs.Select(_ => "System.Span<float>")));
}
