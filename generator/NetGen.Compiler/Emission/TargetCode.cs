using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Threading;
using NetGen.Compiler.Binding;
using NetGen.Compiler.Building;
using NetGen.Compiler.Graphs;
using NetGen.Compiler.Layouts;
using NetGen.Compiler.Plans;
using NetGen.Compiler.Primitives;
using NetGen.Compiler.Targets;
using Buffer = NetGen.Compiler.Plans.Buffer;

namespace NetGen.Compiler.Emission;

/// <summary>Everything of a network for one target: its parameter layout and its programs.</summary>
sealed class TargetCode
{
    readonly Dictionary<string, StraightLine> straight = [];
    readonly bool straightStep; // whether one time step of a stream is straight-line code

    /// <summary>Multiply-adds up to which a network is emitted unrolled unless its spec says other.</summary>
    const long AutoUnroll = 4096;

    /// <summary>
    /// Statements up to which a program is. What is asked for may be as many as training on <see cref="AutoUnroll"/> multiply-adds takes in scalar code, about seven
    /// each; that is some four megabytes of C#, on which the compiler works for half a minute.
    /// </summary>
    const int AutoStatements = 6000, FullStatements = 30000;

    TargetCode(
        Network network, Seq<ProgramGraph> programs, Target target, KernelCache cache,
        bool straightPrediction, bool straightTraining, bool straightStep, CancellationToken cancel)
    {
        Target = target;
        Fields = new FieldNames(network);
        (StraightPrediction, StraightTraining, this.straightStep) = (straightPrediction, straightTraining, straightStep);
        var filters = new Dictionary<string, FilterLayout?>();
        LoweredNodes unrolled = new(), looped = cache.Nodes(target);
        var kernels = new KernelCode(target);
        foreach (ProgramGraph program in programs)
        {
            bool straightLine = IsStraight(program.Name);
            (Plan plan, Placement placement) = Planner.Run(
                program.Graph, target, straightLine ? unrolled : looped, straightLine, straightLine ? null : kernels.Print, cancel, program.Watched);
            Programs.Add(new ProgramCode(program.Name, plan, target, Fields));
            foreach (KeyValuePair<string, FilterLayout?> parameter in placement.Parameters) filters[parameter.Key] = parameter.Value;
        }
        Parameters = new ParameterTable(network, filters);
        if (network.Training is { } training)
        {
            Plan update = UpdateProgram.Make(training, Parameters, target, straightTraining ? null : kernels.Print);
            Programs.Add(new ProgramCode("Update", update, target, Fields));
        }
    }

    public Target Target { get; }

    /// <summary>Whether prediction is straight-line code for one example.</summary>
    public bool StraightPrediction { get; }

    /// <summary>Whether training and evaluation are.</summary>
    public bool StraightTraining { get; }

    public FieldNames Fields { get; }

    public ParameterTable Parameters { get; }

    public List<ProgramCode> Programs { get; } = [];

    public ProgramCode Program(string name) => Programs.First(p => p.Name == name);

    /// <summary>The files of the kernels, each once.</summary>
    public IEnumerable<SourceFile> Kernels
    {
        get
        {
            var names = new HashSet<string>();
            return Programs.SelectMany(p => p.Kernels).Where(k => names.Add(k.Name));
        }
    }

    /// <summary>The code for a target: unrolled where the spec asks for it or the network is small, else in loops; or why there is none, where unrolling was asked for and is too
    /// large.</summary>
    public static (TargetCode? Code, string? Refusal) Make(Network network, Seq<ProgramGraph> programs, Target target, KernelCache cache, CancellationToken cancel)
    {
        // What goes through time is done in loops.
        bool sequences = network.Values.Any(v => v.Times > 1) || network.Training is { Stream: true };
        if (sequences && network.Unroll == UnrollMode.Full) return (null, $"'unroll full': {network.Name} has sequences, and its steps are a loop; write 'unroll auto'");
        bool small = !sequences && network.Layers.Sum(l => l.MultiplyAdds) <= AutoUnroll, full = network.Unroll == UnrollMode.Full;
        if (full || (network.Unroll == UnrollMode.Auto && small))
        {
            bool alone = programs.All(p => IsForOneExample(p.Graph));
            if (full && !alone)
            {
                return (null, $"'unroll full': {network.Name} trains on what all examples of a batch have in common, or on random numbers, "
                    + "which straight-line code for one example cannot; write 'unroll auto'");
            }
            var code = new TargetCode(network, programs, target, cache, straightPrediction: true, straightTraining: alone, straightStep: true, cancel);
            int limit = full ? FullStatements : AutoStatements;
            foreach (ProgramCode program in code.Programs.Where(p => code.IsStraight(p.Name)))
            {
                cancel.ThrowIfCancellationRequested();
                if (program.Unroll(limit) is { } lines) code.straight[program.Name] = lines;
                else if (full) return (null, Refuse(network, program, target));
                else return (Looped(network, programs, target, cache, cancel), null);
            }
            return (code, null);
        }
        return (Looped(network, programs, target, cache, cancel), null);
    }

    /// <summary>The code in loops.</summary>
    public static TargetCode Looped(Network network, Seq<ProgramGraph> programs, Target target, KernelCache cache, CancellationToken cancel)
    {
        // One time step of a stream is one example: whether it is unrolled, its callers do not see.
        if (network.IsStreamable && network.Unroll == UnrollMode.Auto && network.Layers.Sum(StepMultiplyAdds) <= AutoUnroll)
        {
            var code = new TargetCode(network, programs, target, cache, straightPrediction: false, straightTraining: false, straightStep: true, cancel);
            if (code.Program("Step").Unroll(AutoStatements) is { } lines)
            {
                code.straight["Step"] = lines;
                return code;
            }
        }
        return new TargetCode(network, programs, target, cache, straightPrediction: false, straightTraining: false, straightStep: false, cancel);

        long StepMultiplyAdds(BoundLayer layer) => layer.MultiplyAdds / Math.Max(1, layer.Inputs.Concat(layer.Results).Max(i => network.Values[i].Times));
    }

    bool IsStraight(string program) => program switch
    {
        "Predict" => StraightPrediction,
        "Step" => straightStep,
        _ => StraightTraining,
    };

    /// <summary>
    /// Whether a program can take the examples one by one: no example sees another, as through the batch's mean, nor its own number, as random numbers do, nor adds to a place that
    /// depends on it, as embeddings do.
    /// </summary>
    static bool IsForOneExample(Graph graph)
    {
        var common = new HashSet<Value>();
        foreach (Node node in graph.Nodes)
        {
            bool reads = node.Inputs.Any(common.Contains);
            if (node.Primitive is RandomKeys or SumRows || (reads && node.Outputs.Any(o => o.Batched))) return false;
            if (reads || node.Primitive is Reduce { Batch: true } or ConvolutionWeightGradient) common.UnionWith(node.Outputs);
        }
        return true;
    }

    static string Refuse(Network network, ProgramCode program, Target target) => string.Format(
        CultureInfo.InvariantCulture,
        "'unroll full': the {0} code of '{1}' for {2} would be about {3:N0} statements, "
            + "and at most {4:N0} are unrolled, {5:N0} of which may belong to one sum; write 'unroll auto'",
        program.Name.ToLowerInvariant(), network.Name, target.Name, program.UnrolledStatements, FullStatements, ProgramCode.StatementsOfMethod * 2);

    public void Write(CodeWriter w)
    {
        w.Line($"/// <summary>The network in {Target.Name} code.</summary>");
        w.Open($"private static class {Target.Name}");
        w.Line($"internal static bool IsSupported => {Target.IsSupported};");
        w.Line();
        WriteLayout(w);
        WriteBindParameters(w);
        var methods = new Dictionary<string, string>();
        foreach (ProgramCode program in Programs)
        {
            if (program.Name != "Update") WriteBind(w, program);
            if (straight.TryGetValue(program.Name, out StraightLine? lines)) lines.Write(w);
            else program.WriteLoops(w, methods);
        }
        w.Close();
    }

    /// <summary>In parts: the JIT gives up on the one long method that a large network would need.</summary>
    void WriteLayout(CodeWriter w)
    {
        const int most = 64;
        int parts = (Parameters.Entries.Count + most - 1) / most;
        w.Open("internal static global::NetGen.NetworkLayout Layout()");
        w.Line($"var parameters = new global::NetGen.ParameterLayout[{Parameters.Entries.Count}];");
        for (int part = 0; part < parts; part++) w.Line($"Layout{part}(parameters);");
        w.Line($"return new(parameters, {Parameters.Floats}, {Parameters.TrainedFloats});");
        w.Close();
        w.Line();
        for (int part = 0; part < parts; part++)
        {
            w.Open($"private static void Layout{part}(global::NetGen.ParameterLayout[] p)");
            for (int i = part * most; i < Math.Min(Parameters.Entries.Count, (part + 1) * most); i++) w.Line($"p[{i}] = new({Arguments(Parameters.Entries[i])});");
            w.Close();
            w.Line();
        }
    }

    static string Arguments(ParameterEntry e)
    {
        string shape = string.Join(", ", e.Parameter.Shape.Dims);
        string axes = string.Join(", ", e.Axes.Select(a => $"[{string.Join(", ", a.Select(p => $"new({p.Extent}, {p.Stride})"))}]"));
        (string initializer, string gain) = Initializer(e.Parameter.Initialization);
        return $"\"{e.Parameter.Name}\", [{shape}], [{axes}], {e.Offset}, {e.Size}, global::NetGen.Initializer.{initializer}, " +
            $"{e.Parameter.Initialization.FanIn}, {e.Parameter.Initialization.FanOut}, {gain}" +
            $"{(e.Parameter.IsState ? ", isState: true" : "")}{(e.Parameter.IsFrozen ? ", isFrozen: true" : "")}";
    }

    static (string, string) Initializer(Initialization i) => i.Kind switch
    {
        InitializationKind.He => ("HeNormal", "1.41421356f"),
        InitializationKind.ForgetGate => ("ForgetGate", "1f"),
        InitializationKind.Constant when i.Value == 0 => ("Zeros", "0f"),
        InitializationKind.Constant when i.Value == 1 => ("Ones", "1f"),
        InitializationKind.Constant => ("Constant", ExpressionPrinter.Float(i.Value)),
        _ => ("XavierUniform", "1f"),
    };

    /// <summary>Points the frame's buffers into the parameters and their gradients, for any program.</summary>
    void WriteBindParameters(CodeWriter w)
    {
        w.Open("private static void BindParameters(Frame* f, float* weights, float* gradients)");
        foreach (IGrouping<string, Buffer> field in Programs.SelectMany(p => p.Buffers).Where(b => b.Kind is BufferKind.Parameter or BufferKind.Gradient).GroupBy(Fields.Of))
            w.Line($"f->{field.Key} = {(field.First().Kind == BufferKind.Parameter ? "weights" : "gradients")} + {Parameters.Offset(field.First().Name)};");
        w.Close();
        w.Line();
    }

    /// <summary>Points the frame's buffers into the parameters and the arena.</summary>
    void WriteBind(CodeWriter w, ProgramCode program)
    {
        Plan plan = program.Plan;
        w.Line($"internal const long {program.Name}BatchedFloats = {plan.BatchedFloats}, "
            + $"{program.Name}FixedFloats = {plan.FixedFloats}, {program.Name}MemberFloats = {plan.MemberFloats};");
        w.Line();
        w.Open($"internal static void Bind{program.Name}(Frame* f, float* weights, float* gradients, float* arena, long capacity)");
        w.Line("BindParameters(f, weights, gradients);");
        w.Line($"float* run = arena + (capacity * {program.Name}BatchedFloats);");
        var seen = new HashSet<string>();
        foreach (Buffer buffer in program.Buffers)
        {
            if (!seen.Add(Fields.Of(buffer))) continue;
            string? value = buffer.Kind switch
            {
                BufferKind.Arena when buffer.Batched || plan.AmongExamples.Contains(buffer) => $"arena + (capacity * {plan.Offsets[buffer]})",
                BufferKind.Arena => $"run + {plan.Offsets[buffer]}",
                BufferKind.Member => $"run + {plan.FixedFloats + plan.Offsets[buffer]}",
                _ => null,
            };
            if (value is not null) w.Line($"f->{Fields.Of(buffer)} = {value};");
        }
        w.Close();
        w.Line();
    }
}
