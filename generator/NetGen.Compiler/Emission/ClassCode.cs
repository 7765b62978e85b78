using System;
using System.Collections.Generic;
using System.Linq;
using NetGen.Compiler.Binding;
using NetGen.Compiler.Building;
using NetGen.Compiler.Graphs;
using NetGen.Compiler.Plans;
using NetGen.Compiler.Primitives;

namespace NetGen.Compiler.Emission;

/// <summary>The public face of a network: its class, its trainer, the frame its kernels read.</summary>
sealed class ClassCode(Network network, IReadOnlyList<TargetCode> targets)
{
    string Name => network.Name;

    NetworkValue[] Inputs => network.Inputs.Select(i => network.Values[i]).ToArray();

    NetworkValue[] Outputs => network.Outputs.Select(i => network.Values[i]).ToArray();

    NetworkValue[] Targets => network.Training!.Losses.Select(l => l.Target).Distinct().Select(t => network.Values[t]).ToArray();

    public string Write() => Part(network, w =>
    {
        DescriptionText.WriteDoc(w, network);
        w.Open($"{network.Class.Accessibility} sealed unsafe partial class {Name} : global::NetGen.Network");
        WriteConstruction(w);
        WritePredict(w);
        if (network.IsStreamable) new StreamCode(network, targets).WriteStep(w);
        if (network.Training is not null) new TrainerCode(network, targets).Write(w);
        WriteFrame(w);
        DescriptionText.WriteMember(w, network, targets);
        w.Close();
    });

    /// <summary>The class part that holds one target.</summary>
    public string WriteTarget(TargetCode target) => Part(network, w =>
    {
        w.Open($"unsafe partial class {Name}");
        target.Write(w);
        w.Close();
    }, target.Kernels.Any() ? KernelCode.ClassOf(target.Target) : null);

    /// <summary>A file with a part of the network's class, in its place.</summary>
    /// <param name="kernels">The class whose methods it calls by their names; null for none.</param>
    public static string Part(Network network, Action<CodeWriter> write, string? kernels = null)
    {
        var w = new CodeWriter();
        FileHeader.InNamespace(w, kernels);
        if (network.Namespace.Length > 0)
        {
            w.Line($"namespace {network.Namespace};");
            w.Line();
        }
        foreach (string containing in network.Class.ContainingTypes) w.Open(containing);
        write(w);
        foreach (string _ in network.Class.ContainingTypes) w.Close();
        return w.ToString();
    }

    /// <summary>One line for each target, the first supported one runs; the JIT and NativeAOT know which that is and drop the others.</summary>
    public static void Dispatch(CodeWriter w, IReadOnlyList<TargetCode> targets, Func<string, string> line)
    {
        foreach (TargetCode target in targets) w.Line($"{(target == targets[0] ? "" : "else ")}if ({target.Target.Name}.IsSupported) {line(target.Target.Name)}");
        string names = string.Join(", ", targets.Select(t => t.Target.Name));
        w.Line($"else throw new global::System.PlatformNotSupportedException("
            + $"\"This build has code for {names} only, which the processor does not have or a NativeAOT publish has left out; widen NetGenTargets.\");");
    }

    void WriteConstruction(CodeWriter w)
    {
        w.Line("private global::NetGen.AlignedBuffer arena, frameMemory;");
        w.Line("private Frame* frame;");
        w.Line();
        w.Line("/// <summary>Makes the network with initial weights.</summary>");
        w.Line("/// <param name=\"seed\">Seed of the initial weights.</param>");
        w.Line("/// <param name=\"threads\">Threads of <c>Predict</c>, the caller included; 0 for one per processor.</param>");
        w.Open($"public {Name}(ulong seed = 0, int threads = 1) : base(Layout(), seed, threads)");
        w.Line("Allocate();");
        w.Close();
        w.Line();
        w.Line("/// <summary>Makes the network over packed weights, which are used in place and can only be read.</summary>");
        w.Line("/// <param name=\"weights\">What <c>SavePacked</c> has written.</param>");
        w.Line("/// <param name=\"threads\">Threads of <c>Predict</c>, the caller included; 0 for one per processor.</param>");
        w.Line("/// <exception cref=\"global::System.IO.InvalidDataException\">They are of another network, or for other instruction sets.</exception>");
        w.Open($"public {Name}(global::NetGen.PackedWeights weights, int threads = 1) : base(Layout(), weights, threads)");
        w.Line("Allocate();");
        w.Close();
        w.Line();
        w.Open($"private {Name}({Name} weights) : base(weights)");
        w.Line("Allocate();");
        w.Close();
        w.Line();
        w.Line("/// <summary>Makes the network with the weights of a safetensors file.</summary>");
        w.Line("/// <param name=\"path\">The file: this network's parameters, with PyTorch's names and layouts.</param>");
        w.Line("/// <param name=\"threads\">Threads of <c>Predict</c>, the caller included; 0 for one per processor.</param>");
        w.Line("/// <exception cref=\"global::System.IO.InvalidDataException\">The file is damaged or of another network.</exception>");
        w.Open($"public static {Name} Load(string path, int threads = 1)");
        w.Line($"var network = new {Name}(0, threads);");
        w.Open("try");
        w.Line("network.LoadWeights(path);");
        w.Line("return network;");
        w.Close();
        w.Open("catch");
        w.Line("network.Dispose();");
        w.Line("throw;");
        w.Close();
        w.Close();
        w.Line();
        w.Line("/// <summary>Makes another workspace over the same weights: one for each thread that predicts.</summary>");
        w.Line($"public {Name} Fork() => new(this);");
        w.Line();
        w.Open("private static global::NetGen.NetworkLayout Layout()");
        Dispatch(w, targets, t => $"return {t}.Layout();");
        w.Close();
        w.Line();
        w.Line("/// <inheritdoc/>");
        string layouts = string.Join(", ", targets.Select(t => $"(\"{t.Target.Name.ToLowerInvariant()}\", {t.Target.Name}.Layout())"));
        w.Line($"protected override (string InstructionSet, global::NetGen.NetworkLayout Layout)[] Layouts => [{layouts}];");
        w.Line();
        w.Open("private void Allocate()");
        w.Line("frameMemory = new global::NetGen.AlignedBuffer((sizeof(Frame) + 3) / 4);");
        w.Line("frame = (Frame*)frameMemory.Pointer;");
        Dispatch(w, targets, t => "{ arena = new global::NetGen.AlignedBuffer("
            + $"({t}.PredictBatchedFloats * Capacity) + {t}.PredictFixedFloats + ({t}.PredictMemberFloats * Team.Threads)); "
            + $"{t}.BindPredict(frame, Weights, null, arena.Pointer, Capacity); }}");
        if (network.IsStreamable) w.Line("AllocateStep();");
        w.Close();
        w.Line();
        w.Line("/// <inheritdoc/>");
        w.Open("public override void Dispose()");
        w.Line("arena?.Dispose();");
        if (network.IsStreamable) w.Line("stepMemory?.Dispose();");
        w.Line("frameMemory?.Dispose();");
        w.Line("base.Dispose();");
        w.Close();
        w.Line();
    }

    void WritePredict(CodeWriter w)
    {
        int capacity = Capacity();
        w.Line("/// <summary>Examples that are computed together.</summary>");
        w.Line($"private const int Capacity = {capacity};");
        w.Line();
        w.Line("/// <summary>Computes the outputs of any whole number of examples; allocates nothing.</summary>");
        foreach (NetworkValue input in Inputs) w.Line($"/// <param name=\"{input.Name}\">{input.Whole} for each example, in this order.</param>");
        foreach (NetworkValue output in Outputs) w.Line($"/// <param name=\"{output.Name}\">Gets {output.Whole} for each example.</param>");
        w.Line("/// <exception cref=\"global::System.ArgumentException\">A length is not that of a whole number of examples, or does not fit the others; "
            + "or an output overlaps an input or another output.</exception>");
        w.Line("/// <exception cref=\"global::System.ObjectDisposedException\">The network was disposed of.</exception>");
        w.Open($"public void Predict({string.Join(", ", Inputs.Select(Span).Concat(Outputs.Select(o => $"global::System.Span<float> {o.Name}")))})");
        w.Line("_ = Weights; // throws where the network was disposed of");
        WriteChecks(w, Inputs.Concat(Outputs).ToArray());
        for (int i = 0; i < Outputs.Length; i++)
            foreach (NetworkValue other in Inputs.Concat(Outputs.Take(i))) w.Line($"global::NetGen.Check.Apart(nameof({Outputs[i].Name}), {Outputs[i].Name}, {other.Name});");
        foreach (NetworkValue value in Inputs.Concat(Outputs)) w.Line($"fixed ({Element(value)}* __p_{value.Name} = {value.Name})");
        w.Open("");
        w.Open("for (int __at = 0; __at < __examples; __at += Capacity)");
        foreach (NetworkValue value in Inputs.Concat(Outputs)) w.Line($"frame->{Field(value)} = __p_{value.Name} + (__at * {value.Whole.Size}L);");
        w.Line("frame->n = global::System.Math.Min(Capacity, __examples - __at);");
        Dispatch(w, targets, t => $"{t}.Predict(frame, Team);");
        w.Close();
        w.Close();
        w.Line("global::System.GC.KeepAlive(this);");
        w.Close();
        w.Line();
        w.Line("/// <inheritdoc/>");
        w.Line($"protected override int OutputLength => {Outputs[0].Whole.Size};");
        w.Line();
        if (Outputs[0].Times > 0)
        {
            w.Line("/// <inheritdoc/>");
            w.Line($"protected override int OutputSteps => {Outputs[0].Times};");
            w.Line();
        }
        if (SingleInput(network) is { } single)
        {
            w.Line("/// <inheritdoc/>");
            w.Line($"protected override int InputLength => {single.Whole.Size};");
            w.Line();
        }
        for (int i = 1; i < Outputs.Length; i++) w.Line($"private float[] output{i} = [];");
        w.Line("/// <inheritdoc/>");
        w.Open("protected override void PredictBatch(in global::NetGen.Batch batch, global::System.Span<float> output)");
        for (int i = 1; i < Outputs.Length; i++)
            w.Line($"if (output{i}.Length != batch.Count * {Outputs[i].Whole.Size}) output{i} = new float[batch.Count * {Outputs[i].Whole.Size}];");
        w.Line($"Predict({string.Join(", ", Inputs.Select((v, i) => BatchColumn(v, i)).Concat(Outputs.Select((_, i) => i == 0 ? "output" : "output" + i)))});");
        w.Close();
        w.Line();
    }

    /// <summary>
    /// As many examples as keep the workspace within half of a second-level cache, 16 at the most. Weights that do not fit into the cache come from behind it for each such batch,
    /// and count for more: then 64, within all of it. Filters that are transformed for Winograd's algorithm in each such batch count for most: then within four times as much.
    /// Sequences are gone through a step at a time, and need not stay: within eight times as much.
    /// </summary>
    int Capacity()
    {
        const long Cache = 262144; // floats
        if (targets.Any(t => t.StraightPrediction)) return 1;
        long floats = targets.Max(t => t.Program("Predict").Plan.BatchedFloats);
        bool large = network.Layers.Sum(l => l.ParameterCount) > Cache;
        bool prepares = targets.Any(t => t.Program("Predict").Plan.Steps.Any(s => s.Kernel.Label == WinogradFilters.Label));
        bool sequences = targets.Any(t => t.Program("Predict").HasLoops);
        long limit = sequences ? Cache * 8 : prepares ? Cache * 4 : large ? Cache : Cache / 2;
        int capacity = 1;
        while (capacity < (large || prepares ? 64 : 16) && (capacity * 2 * floats) <= limit) capacity *= 2;
        return capacity;
    }

    /// <summary>The input of a network that has one, of floats: such networks predict alike. Else null.</summary>
    public static NetworkValue? SingleInput(Network network) =>
        network.Inputs.Count == 1 && network.Values[network.Inputs[0]] is { Element: ElementType.Float } input ? input : null;

    /// <summary>The frame's field for what the caller passes.</summary>
    public static string Field(NetworkValue value) => FieldNames.Argument(value.Name);

    public static string Span(NetworkValue value) => $"global::System.ReadOnlySpan<{Element(value)}> {value.Name}";

    public static string Element(NetworkValue value) => value.Element == ElementType.Int ? "int" : "float";

    public static string BatchColumn(NetworkValue value, int column) => $"batch.{(value.Element == ElementType.Int ? "Ints" : "Floats")}({column})";

    public static void WriteChecks(CodeWriter w, NetworkValue[] values)
    {
        w.Line($"int __examples = global::NetGen.Check.Examples(nameof({values[0].Name}), {values[0].Name}.Length, {values[0].Whole.Size});");
        foreach (NetworkValue value in values.Skip(1)) w.Line($"global::NetGen.Check.Length(nameof({value.Name}), {value.Name}.Length, __examples * {value.Whole.Size}L);");
        foreach (NetworkValue value in values.Where(v => v.Classes > 0)) w.Line($"global::NetGen.Check.Labels(nameof({value.Name}), {value.Name}, {value.Classes});");
    }

    /// <summary>The buffers of all programs under their names, and the numbers of the run.</summary>
    void WriteFrame(CodeWriter w)
    {
        w.Line("/// <summary>What the kernels of one workspace read and write.</summary>");
        w.Open("private struct Frame");
        w.Line("public int n; // examples of this run");
        if (targets.Any(t => t.Programs.Any(p => p.HasLoops))) w.Line("public int t; // time step of the present loop");
        IEnumerable<string> uniforms = targets.SelectMany(t => t.Programs).SelectMany(p => p.Uniforms).Concat(network.Training is null ? [] : [NetworkGraph.InverseBatch]);
        foreach (string uniform in uniforms.Distinct()) w.Line($"public float {uniform};");
        // What the caller passes has its field even where no kernel reads it, as an input that does not matter to the output.
        var passed = Inputs.Concat(network.Training is null ? [] : Targets).Select(v => (Field: Field(v), IsInt: v.Element == ElementType.Int))
            .Concat(Outputs.Select(o => (Field: Field(o), IsInt: false)));
        if (network.IsStreamable || network.Training is { Stream: true })
        {
            IEnumerable<string> states = network.Carried.SelectMany(s => new[] { NetworkGraph.StateBefore(s.Name), NetworkGraph.StateAfter(s.Name) });
            passed = passed.Concat(states.Select(s => (Field: FieldNames.Argument(s), IsInt: false)));
        }
        var fields = targets.SelectMany(t => t.Programs.SelectMany(p => p.Buffers).Select(b => (Field: t.Fields.Of(b), b.IsInt))).Concat(passed).Distinct();
        foreach ((string field, bool isInt) in fields) w.Line($"public {(isInt ? "int" : "float")}* {field};");
        w.Close();
        w.Line();
    }
}
