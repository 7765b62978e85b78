using System.Collections.Generic;
using System.Linq;
using NetGen.Compiler.Graphs;
using NetGen.Compiler.Kernels;
using NetGen.Compiler.Targets;

namespace NetGen.Compiler.Plans;

/// <summary>What a primitive sees when it becomes kernels: where its values live, and where its steps go.</summary>
public sealed class Lowering(Target target, IReadOnlyDictionary<Value, Place> places, bool straightLine)
{
    readonly List<Step> steps = [];
    readonly HashSet<string> scratchNames = [];

    public Target Target => target;

    /// <summary>Whether kernels will be unrolled for one example: then gradients accumulate over examples.</summary>
    public bool StraightLine => straightLine;

    public IReadOnlyList<Step> Steps => steps;

    public string Layer { get; set; } = "";

    public Place Place(Value value) => places[value];

    public void Add(StepWriter writer, string label, string summary, double cost) =>
        steps.Add(new Step(writer.Kernel.Finish(label, summary, cost), writer.Operands, Layer));

    /// <summary>Memory for this node only.</summary>
    public Buffer Scratch(string name, int size, bool batched)
    {
        string unique = $"{Layer}_{name}";
        for (int i = 1; !scratchNames.Add(unique); i++) unique = $"{Layer}_{name}{i}";
        return new Buffer(unique, BufferKind.Arena, size, batched);
    }
}
