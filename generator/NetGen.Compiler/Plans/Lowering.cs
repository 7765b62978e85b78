using System;
using System.Collections.Generic;
using System.Linq;
using NetGen.Compiler.Graphs;
using NetGen.Compiler.Kernels;
using NetGen.Compiler.Targets;
using Buffer = NetGen.Compiler.Plans.Buffer;

namespace NetGen.Compiler.Plans;

/// <summary>What a primitive sees when it becomes kernels: where its values live, and where its steps go.</summary>
public sealed class Lowering
{
    readonly Placement placement;
    readonly LoweredNodes lowered;
    readonly Func<Kernel, KernelText>? print;
    readonly List<Step> steps = [];
    readonly List<(Buffer Buffer, string Name)> scratch = [];

    /// <param name="lowered">What other programs of the target have made already.</param>
    /// <param name="print">Makes a kernel a method; null where it is to be unrolled.</param>
    internal Lowering(Target target, Placement placement, LoweredNodes lowered, bool straightLine, Func<Kernel, KernelText>? print)
    {
        (Target, StraightLine) = (target, straightLine);
        (this.placement, this.lowered, this.print) = (placement, lowered, print);
    }

    public Target Target { get; }

    /// <summary>Whether kernels will be unrolled for one example: then gradients accumulate over examples.</summary>
    public bool StraightLine { get; }

    public IReadOnlyList<Step> Steps => steps;

    public string Layer { get; set; } = "";

    /// <summary>The loop over time that the node is part of.</summary>
    public TimeLoop? Loop { get; set; }

    /// <summary>Whether the memory behind a result holds another time step already: then no vector may reach beyond its end.</summary>
    public bool IsExact { get; set; }

    /// <summary>Time steps that a kernel call does together.</summary>
    public int Times { get; set; } = 1;

    public Place Place(Value value) => placement.Places[value];

    public void Add(StepWriter writer, string label, string summary, TaskCost cost) =>
        steps.Add(new Step(Finish(writer, label, summary, cost), writer.Operands, Layer, Loop, Times));

    /// <summary>Adds a step of a loop whose kernel is one at even time steps and another, on the same operands, at odd ones.</summary>
    public void AddAlternating(StepWriter even, StepWriter odd, string label, string summary, TaskCost cost)
    {
        var step = new Step(Finish(even, label, summary, cost), even.Operands, Layer, Loop, Times) { Odd = Finish(odd, label, summary, cost) };
        if (even.Operands != odd.Operands || step.Kernel.Uniforms != step.Odd.Uniforms) throw new GraphException($"{Layer}: {label} has other operands at odd steps");
        steps.Add(step);
    }

    Kernel Finish(StepWriter writer, string label, string summary, TaskCost cost)
    {
        Kernel kernel = writer.Kernel.Finish(label, summary, cost);
        return print is null ? kernel : kernel.As(print(kernel));
    }

    /// <summary>Memory for this node only. Of several steps done together each has its own.</summary>
    public Buffer Scratch(string name, int size, bool batched) => Keep(placement.Arena($"{Layer}_{name}", size, batched, batched ? Times : 1), name);

    /// <summary>Memory for this node only, of which each member of the thread team has its own.</summary>
    public Buffer MemberScratch(string name, int size) => Keep(placement.Member($"{Layer}_{name}", size), name);

    Buffer Keep(Buffer buffer, string name)
    {
        scratch.Add((buffer, name));
        return buffer;
    }

    /// <summary>Adds the kernels of a node. Where its like was lowered before, they are the same, on the buffers of this one.</summary>
    public void Lower(Node node)
    {
        Seq<Value> values = node.Inputs.Concat(node.Outputs).ToSeq();
        Seq<Buffer> buffers = values.Select(v => Place(v).Buffer).Distinct().ToSeq();
        var key = new LoweredKey(node.Primitive, values.Select(v => new OperandForm(v.Type, Place(v), buffers)).ToSeq(), Loop is not null, IsExact);
        if (lowered.Find(key) is { } known)
        {
            var standsFor = known.Buffers.Zip(buffers, (before, now) => (before, now)).ToDictionary(p => p.before, p => p.now);
            foreach ((Buffer buffer, string name) in known.Scratch)
                standsFor[buffer] = buffer.Kind == BufferKind.Member ? MemberScratch(name, buffer.Size) : Scratch(name, buffer.Size, buffer.Batched);
            foreach (Step step in known.Steps)
                steps.Add(step with { Operands = step.Operands.Select(o => o with { Buffer = standsFor[o.Buffer] }).ToSeq(), Layer = Layer, Loop = Loop, Times = Times });
            return;
        }
        int firstStep = steps.Count, firstScratch = scratch.Count;
        node.Primitive.Lower(this, node);
        lowered.Add(key, new LoweredNode(buffers, scratch.Skip(firstScratch).ToSeq(), steps.Skip(firstStep).ToSeq()));
    }
}
