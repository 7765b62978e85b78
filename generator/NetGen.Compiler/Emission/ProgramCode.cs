using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using NetGen.Compiler.Graphs;
using NetGen.Compiler.Kernels;
using NetGen.Compiler.Plans;
using NetGen.Compiler.Scalars;
using NetGen.Compiler.Targets;
using Buffer = NetGen.Compiler.Plans.Buffer;

namespace NetGen.Compiler.Emission;

/// <summary>One program of a target (predict, train, evaluate, update) as methods of its class: a method a step and one that runs them, or straight-line code.</summary>
sealed class ProgramCode(string name, Plan plan, Target target, FieldNames fields)
{
    /// <summary>
    /// Statements of a straight-line method. RyuJIT stops optimizing a method above 60,000 bytes of IL or 2,000 locals; a statement is about 40 bytes and
    /// one local at the most, so this keeps a wide distance from both.
    /// </summary>
    public const int StatementsOfMethod = 500;

    public string Name => name;

    public Plan Plan => plan;

    /// <summary>Whether it goes through time.</summary>
    public bool HasLoops => plan.Steps.Any(s => s.Loop is not null);

    public IEnumerable<Buffer> Buffers => plan.Steps.SelectMany(s => s.Operands).Select(o => o.Buffer).Distinct();

    /// <summary>The files of the kernels it calls.</summary>
    public IEnumerable<SourceFile> Kernels => plan.Steps.SelectMany(s => new[] { s.Kernel.Text?.File, s.Odd?.Text?.File }).OfType<SourceFile>();

    public IEnumerable<string> Uniforms => plan.Steps.SelectMany(s => s.Kernel.Uniforms).Distinct();

    /// <param name="methods">The method of each call of a kernel that the programs before have, by its text: what they have in common, as prediction and evaluation do, is there once.</param>
    public void WriteLoops(CodeWriter w, Dictionary<string, string> methods)
    {
        var calls = new List<(TimeLoop? Loop, string Text, string[] Watches)>();
        var times = new SortedSet<int>();
        var seen = new List<string>();
        var described = new HashSet<string>();
        for (int i = 0; i < plan.Steps.Count; i++)
        {
            Step step = plan.Steps[i];
            // Steps of a sequence that are done together are so many times more examples.
            string n = step.Times == 1 ? "n" : "n" + step.Times;
            if (step.Times > 1) times.Add(step.Times);
            string arguments = string.Join(", ", step.Operands.Select(o => Pointer(o, step.Loop)).Concat(step.Kernel.Uniforms.Select(u => "f->" + u))
                .Concat([step.Times == 1 ? "f->n" : $"f->n * {step.Times}", "lo", "hi"]));
            string call = $"{step.Kernel.Text!.Call}({arguments});";
            if (step.Odd is { } odd) call = $"if ((f->t & 1) == 0) {call} else {odd.Text!.Call}({arguments});";
            if (!methods.TryGetValue(call, out string? method))
            {
                methods[call] = method = $"{name}{i}_{step.Layer}";
                // What several steps call is told once.
                if (described.Add(step.Kernel.Text!.Call)) w.Line($"// {Short(step.Kernel.Summary)}");
                w.Line($"static void {method}(void* p, int member, int lo, int hi) {{ var f = (Frame*)p; {call} }}");
            }
            calls.Add((step.Loop, $"team.Run(&{method}, f, {Tasks(step.Kernel, n)}, {Grain(step.Kernel.Cost, n)});", Watches(step)));
        }
        w.Line();
        w.Open($"internal static void {name}(Frame* f, global::NetGen.ThreadTeam team{WatchParameter})");
        w.Line("int n = f->n;");
        foreach (int t in times) w.Line($"int n{t} = n * {t};");
        for (int i = 0; i < calls.Count; i++)
        {
            TimeLoop? loop = calls[i].Loop, before = i == 0 ? null : calls[i - 1].Loop;
            if (before is not null && loop != before) CloseLoop();
            if (loop is not null && loop != before) w.Open(loop.Reverse ? $"for (f->t = {loop.Times - 1}; f->t >= 0; f->t--)" : $"for (f->t = 0; f->t < {loop.Times}; f->t++)");
            if (loop is not null && loop != before && plan.Steps.Any(s => s.Loop == loop && s.Kernel.Uniforms.Contains(RandomNumber.ExamplesBefore)))
                w.Line($"f->{RandomNumber.ExamplesBefore} = global::System.BitConverter.Int32BitsToSingle(f->t * n);");
            w.Line(calls[i].Text);
            seen.AddRange(calls[i].Watches);
            if (loop is null) WriteSeen();
        }
        if (calls.Count > 0 && calls[calls.Count - 1].Loop is not null) CloseLoop();
        w.Close();
        w.Line();

        void CloseLoop()
        {
            w.Close();
            WriteSeen();
        }

        void WriteSeen()
        {
            foreach (string watch in seen) w.Line(watch);
            seen.Clear();
        }
    }

    /// <summary>What a trainer that looks at the results of layers passes.</summary>
    public string WatchParameter => plan.Watched.Count == 0 ? "" : ", global::NetGen.LayerTrace trace";

    /// <summary>A line for each result of a layer that a step completes.</summary>
    public string[] Watches(Step step) => [.. plan.Watched.Where(value => ReferenceEquals(value.Behind, step)).Select(value =>
    {
        string at = Pointer(new Operand(value.Place.Buffer, value.Place.Layout.Offset, value.Place.Time), null), n = value.Times == 1 ? "f->n" : $"f->n * {value.Times}";
        return $"trace?.Add({value.Layer}, {at}, {n}, {value.Place.BatchStride}, [{string.Join(", ", value.Shape.Dims)}], [{string.Join(", ", value.Place.Layout.Strides)}]);";
    })];

    /// <summary>The beginning of what the kernel's own file says in full.</summary>
    static string Short(string summary)
    {
        const int most = 100;
        summary = summary.Replace('\n', ' ');
        return summary.Length <= most ? summary : summary.Substring(0, most) + " …";
    }

    string Pointer(Operand operand, TimeLoop? loop) =>
        $"f->{fields.Of(operand.Buffer)}{StraightLine.Offset(operand.Offset)}{Time(operand, loop)}"
            + (operand.Buffer.Kind == BufferKind.Member ? $" + (member * {name}MemberFloats)" : "");

    /// <summary>To the present step, or where the first is not at the buffer's start to that.</summary>
    static string Time(Operand operand, TimeLoop? loop)
    {
        if (operand.Time.Stride != 0) return $" + (f->t * {operand.Time.Stride})";
        int slot = operand.Time.Slot;
        string? at = operand.Time.Moves && loop is not null ? slot == 0 ? "f->t" : $"(f->t + {slot})" : slot == 0 ? null : slot.ToString(CultureInfo.InvariantCulture);
        return at is null ? "" : $" + ((long){at} * f->n * {operand.Buffer.Size})";
    }

    /// <summary>The least number of tasks that a thread is woken for.</summary>
    static string Grain(TaskCost cost, string n)
    {
        const int worthWaking = 8000; // nanoseconds: waking a thread and waiting for it takes a few microseconds
        if (cost.ForExample == 0) return Tasks(cost.Once);
        string examples = cost.Examples == int.MaxValue ? n : $"global::System.Math.Min({n}, {cost.Examples})";
        return cost.Once == 0
            ? $"{Tasks(cost.ForExample)} / {examples}"
            : string.Format(CultureInfo.InvariantCulture, "{0} / ({1:F0} + ({2:F0} * {3}))", worthWaking, Math.Max(1, cost.Once), cost.ForExample, examples);

        static string Tasks(double nanoseconds) => ((int)Math.Max(1, Math.Min(int.MaxValue, worthWaking / Math.Max(0.001, nanoseconds)))).ToString(CultureInfo.InvariantCulture);
    }

    static string Tasks(Kernel kernel, string n) => kernel.Tasks.Count == 0 ? "1" : string.Join(" * ", kernel.Tasks.Select(t => KernelPrinter.Count(t.Extent, n)));

    /// <summary>About how many statements it has without a loop.</summary>
    public double UnrolledStatements => plan.Steps.Sum(step => UnrolledSize.Of(step.Kernel.Body));

    /// <summary>
    /// The program for one example without a loop, or null where it would take more than <paramref name="limit"/> statements, or a sum so many that belong together that no method
    /// within the JIT's budget holds them.
    /// </summary>
    public StraightLine? Unroll(int limit)
    {
        var steps = new List<(Step, Seq<Statement>)>();
        var sums = new HashSet<Buffer>();
        int total = 0;
        foreach (Step step in plan.Steps)
        {
            if (Unroller.Unroll(Accumulating(step, sums), limit) is not { } statements) return null;
            total += (int)UnrolledSize.Of(statements);
            if (total > limit || statements.Any(s => UnrolledSize.Of([s]) > StatementsOfMethod * 2)) return null;
            steps.Add((step, statements));
        }
        return new StraightLine(this, target, fields, steps);
    }

    /// <summary>
    /// Gradients and the loss add up over the examples of the batch. What is made of such a sum is one already: of parameters with the same gradient, all but the
    /// first have a copy. <paramref name="sums"/> are the buffers that hold sums so far.
    /// </summary>
    Seq<Statement> Accumulating(Step step, HashSet<Buffer> sums)
    {
        var stored = new HashSet<Buffer>(Statements.All(step.Kernel.Body).OfType<Store>().Select(store => step.Operands[store.Parameter].Buffer));
        bool readsSum = step.Operands.Any(operand => sums.Contains(operand.Buffer) && !stored.Contains(operand.Buffer));
        sums.UnionWith(stored.Where(buffer => readsSum || AddsUp(buffer)));
        return readsSum ? step.Kernel.Body : Rewrite(step.Kernel.Body, s => s is Store store && AddsUp(step.Operands[store.Parameter].Buffer)
            ? store with { Value = Expr.Leaf(new Load(store.Parameter, store.At, store.Lanes, store.Count)) + store.Value }
            : s);
    }

    bool AddsUp(Buffer buffer) => buffer.Kind == BufferKind.Gradient || buffer == plan.Loss;

    static Seq<Statement> Rewrite(Seq<Statement> statements, Func<Statement, Statement> change) => statements.Select(s => s switch
    {
        Parallel p => p with { Body = Rewrite(p.Body, change) },
        Loop l => l with { Body = Rewrite(l.Body, change) },
        Tiles t => t with { Sizes = t.Sizes.Select(z => z with { Body = Rewrite(z.Body, change) }).ToSeq() },
        Branch b => b with { Then = Rewrite(b.Then, change), Else = Rewrite(b.Else, change) },
        Block b => b with { Body = Rewrite(b.Body, change) },
        Lookup l => l with { Body = Rewrite(l.Body, change) },
        _ => change(s),
    }).ToSeq();
}

/// <summary>A program as straight-line code for one example, in methods within the JIT's budget.</summary>
sealed class StraightLine(ProgramCode program, Target target, FieldNames fields, IReadOnlyList<(Step Step, Seq<Statement> Statements)> steps)
{
    public void Write(CodeWriter w)
    {
        int methods = 0, budget = 0;
        foreach ((Step step, Seq<Statement> statements) in steps)
        {
            foreach (Seq<Statement> part in Parts(statements))
            {
                int size = (int)UnrolledSize.Of(part);
                if (methods == 0 || budget + size > ProgramCode.StatementsOfMethod)
                {
                    if (methods > 0) w.Close();
                    if (methods > 0) w.Line();
                    w.Line("[global::System.Runtime.CompilerServices.MethodImpl(global::System.Runtime.CompilerServices.MethodImplOptions.AggressiveOptimization)]");
                    w.Open($"static void {program.Name}Part{methods++}(Frame* f{program.WatchParameter})");
                    budget = 0;
                }
                budget += size;
                w.Line($"// {step.Layer}: {step.Kernel.Summary.Replace('\n', ' ')}");
                w.Open("");
                string[] parameters = step.Kernel.Parameters.Select(p => "p_" + p.Name).ToArray();
                foreach (int p in Statements.Parameters(part))
                    w.Line($"{(step.Operands[p].Buffer.IsInt ? "int" : "float")}* {parameters[p]} = f->{fields.Of(step.Operands[p].Buffer)}{Offset(step.Operands[p].Offset)};");
                foreach (string uniform in Statements.Uniforms(part)) w.Line($"float {uniform} = f->{uniform};");
                new KernelPrinter(w, target, VectorNames.Aliased, step.Kernel.Parameters, parameters).Print(part);
                w.Close();
            }
            foreach (string watch in program.Watches(step)) w.Line(watch);
        }
        if (methods > 0) w.Close();
        w.Line();
        w.Open($"internal static void {program.Name}(Frame* f, global::NetGen.ThreadTeam team{program.WatchParameter})");
        for (int i = 0; i < methods; i++) w.Line($"{program.Name}Part{i}(f{(program.Plan.Watched.Count == 0 ? "" : ", trace")});");
        w.Close();
        w.Line();
    }

    public static string Offset(int offset) => offset == 0 ? "" : offset < 0 ? $" - {-offset}" : $" + {offset}";

    static IEnumerable<Seq<Statement>> Parts(Seq<Statement> statements)
    {
        var part = new List<Statement>();
        int size = 0;
        foreach (Statement statement in statements)
        {
            int own = (int)UnrolledSize.Of([statement]);
            if (part.Count > 0 && size + own > ProgramCode.StatementsOfMethod)
            {
                yield return part.ToSeq();
                part.Clear();
                size = 0;
            }
            part.Add(statement);
            size += own;
        }
        if (part.Count > 0) yield return part.ToSeq();
    }
}
