using System.Collections.Generic;
using System.Linq;
using NetGen.Compiler.Diagnostics;
using NetGen.Compiler.Graphs;
using NetGen.Compiler.Layers;
using NetGen.Compiler.Layers.Scan;
using NetGen.Compiler.Syntax;

namespace NetGen.Compiler.Binding;

/// <summary>
/// Binds a scan. Its body is bound once, over values that stand for one time step (<see cref="NetworkValue.IsStep"/>) and are sequences to the graph: what need not be done step by
/// step is found there.
/// </summary>
sealed class ScanBinder(NetworkBuilder network, BodyPlace place, DiagnosticBag diagnostics)
{
    sealed class Carry(NameSyntax name, int value)
    {
        public NameSyntax Name => name;
        public int Value => value;
        public bool HasNext { get; set; }
    }

    readonly Dictionary<string, Carry> carries = [];
    readonly List<int> yields = [];
    Seq<int> sequences = [];
    string path = "";
    string prefix = "";
    int times;
    int? lengths;

    /// <summary>The sequences that it yields.</summary>
    public Seq<int> Bind(ScanSyntax scan)
    {
        if (network.Scan > 0)
        {
            diagnostics.Report(DiagnosticCatalogue.Misplaced, scan.Span, "scan", "a scan has no other inside; give the inner one's work to a layer such as attend, or repeat it");
            return [Scope.Unknown];
        }
        int errors = diagnostics.Errors;
        path = scan.Label is { } label ? new StageBinder(network, place, diagnostics).LabelPath(label) : network.Paths.Next(place.Prefix, "scan");
        prefix = scan.Label is null ? place.Prefix : path + ".";
        bool known = scan.Count is { } count ? Count(count) : Sequences(scan);
        if (!network.Enter(scan.Span)) return [Scope.Unknown];
        network.EnterScan();
        var scope = new Scope(place.Scope);
        var body = new BodyBinder(network, place with { Scope = scope, Prefix = prefix, OnlyPath = null }, diagnostics, Declare, Assign);
        for (int i = 0; i < scan.Steps.Count; i++) body.Define(scan.Steps[i], known ? Step(scan.Steps[i], sequences[i]) : Scope.Unknown);
        if (scan.Steps.Count == 1 && scope.TryGetValue(scan.Steps[0].Name, out int only)) body.Running = [only];
        if (!known) times = 0;
        body.Bind(scan.Body);
        network.LeaveScan();
        network.Leave();
        if (diagnostics.Errors > errors || network.IsIncomplete) return [Scope.Unknown];

        foreach (Carry carry in carries.Values.Where(c => !c.HasNext))
            diagnostics.Report(DiagnosticCatalogue.ScanIncomplete, carry.Name.Span, $"the next value of '{carry.Name.Name}', as in '{carry.Name.Name} = …'");
        if (yields.Count == 0) diagnostics.Report(DiagnosticCatalogue.ScanIncomplete, scan.Span, "a line 'yield …' for what it gives at each time step");
        return diagnostics.Errors > errors ? [Scope.Unknown] : yields.ToSeq();
    }

    bool Count(ExpressionSyntax count)
    {
        if (new Evaluator(place.Scope, network.Value, diagnostics).Integer(count, "scan") is not long number) return false;
        times = number is >= 1 and <= 1 << 20 ? (int)number : 0;
        if (times == 0)
            diagnostics.Report(
                DiagnosticCatalogue.ArgumentRange, count.Span, "scan", "the number of time steps", $"at least 1 and at most {1 << 20}", Constants.Show(number));
        return times > 0;
    }

    /// <summary>What is scanned: sequences, of equally many time steps and with the same lengths.</summary>
    bool Sequences(ScanSyntax scan)
    {
        int errors = diagnostics.Errors;
        var found = new List<int>();
        foreach (NameSyntax name in scan.Sequences)
        {
            if (!place.Scope.TryGetValue(name.Name, out int value))
            {
                diagnostics.Report(DiagnosticCatalogue.UnknownName, name.Span, "value", name.Name, Spelling.Suggest(name.Name, place.Scope.ValueNames));
                value = Scope.Unknown;
            }
            found.Add(value);
            if (value == Scope.Unknown) continue;
            NetworkValue sequence = network.Value(value);
            if (sequence.Times == 0) Mistake(name, $"goes over sequences, and '{name.Name}' is a single {sequence.Shape}");
            else if (times > 0 && sequence.Times != times) Mistake(name, $"its sequences have {times} and {sequence.Times} time steps; they must be equally long");
            else if (lengths != null && sequence.Lengths != null && sequence.Lengths != lengths) Mistake(name, "its sequences have lengths of their own, and not the same");
            (times, lengths) = (sequence.Times, lengths ?? sequence.Lengths);
        }
        network.Use(found);
        sequences = found.ToSeq();
        return !found.Contains(Scope.Unknown) && diagnostics.Errors == errors;

        void Mistake(NameSyntax name, string what) => diagnostics.Report(DiagnosticCatalogue.LayerShape, name.Span, "scan", what);
    }

    /// <summary>The steps of a sequence under their name.</summary>
    int Step(NameSyntax name, int sequence)
    {
        int step = network.AddValue(network.Value(sequence) with { Name = prefix + name.Name, IsStep = true, Lengths = lengths }, name.Span);
        Add(new ScanStep(), $"{path}.{name.Name}", [sequence], [step], name.Span);
        return step;
    }

    void Declare(StatementSyntax statement, BodyBinder body)
    {
        switch (statement)
        {
            case CarrySyntax carry: Start(carry, body); break;
            case ZeroCarrySyntax carry: Start(carry, body); break;
            case YieldSyntax yield: Yield(yield, body); break;
        }
    }

    void Start(CarrySyntax carry, BodyBinder body)
    {
        Seq<int> running = body.Running;
        body.Running = []; // where it starts is computed before the first step
        Seq<int> initial = body.Results(carry.Initial, null, out _);
        body.Running = running;
        Seq<NameSyntax> names = carry.Initial.Names;
        bool unknown = body.HaveUnknown(names, initial, carry.Initial.Stages[carry.Initial.Stages.Count - 1].Keyword.Name);
        network.Use(initial);
        for (int i = 0; i < names.Count; i++)
        {
            if (unknown)
            {
                Define(names[i], Scope.Unknown, body);
                continue;
            }
            NetworkValue start = network.Value(initial[i]);
            if (start.Times > 0 || start.Element != ElementType.Float)
            {
                string what = start.Element != ElementType.Float ? "tokens" : start.IsStep ? "those of a time step" : "a sequence";
                diagnostics.Report(
                    DiagnosticCatalogue.LayerShape, carry.Span, "carry", $"'{names[i].Name}' starts from numbers that an example has once, not from {what}");
            }
            Start(names[i], start.Shape, [initial[i]], isLearned: false, body);
        }
    }

    void Start(ZeroCarrySyntax carry, BodyBinder body)
    {
        object? type = new Evaluator(body.Scope, network.Value, diagnostics).Evaluate(carry.Shape);
        Seq<long> dims = type switch { long n => [n], Dimensions d => d.Values, _ => [] };
        if (type is not null && (dims.Count is 0 or > 3 || dims.Any(d => d is < 1 or > int.MaxValue)))
            diagnostics.Report(DiagnosticCatalogue.ArgumentKind, carry.Shape.Span, "carry", "the shape", "features, or channels x height x width", Constants.Show(type));
        else if (type is not null)
        {
            var shape = new Shape(dims.Select(d => (int)d).ToArray());
            if (network.CheckSize($"'{carry.Name.Name}'", shape, carry.Shape.Span))
            {
                Start(carry.Name, shape, [], carry.IsLearned, body);
                return;
            }
        }
        Define(carry.Name, Scope.Unknown, body);
    }

    void Start(NameSyntax name, Shape shape, Seq<int> initial, bool isLearned, BodyBinder body)
    {
        int value = times == 0
            ? Scope.Unknown
            : network.AddValue(new NetworkValue(prefix + name.Name, ElementType.Float, shape) { Times = times, IsStep = true, Lengths = lengths }, name.Span);
        if (!Define(name, value, body) || value == Scope.Unknown) return;
        string own = $"{path}.{name.Name}";
        Seq<BoundParameter> parameters = isLearned ? [new BoundParameter($"{own}.{ScanCarry.Initial}", shape, Initialization.Zeros)] : [];
        // Of a stream, only what starts at zero and comes with the steps of the stream can be taken up again.
        Seq<CarriedState>? carried = initial.Count == 0 && !isLearned && sequences.Count > 0 ? [new CarriedState(ScanCarry.State, shape)] : null;
        Add(new ScanCarry(shape, isLearned), own, initial, [value], name.Span, parameters, carried);
    }

    /// <summary>Makes a name carried, unless it is taken.</summary>
    bool Define(NameSyntax name, int value, BodyBinder body)
    {
        bool isNew = !body.Scope.Contains(name.Name);
        body.Define(name, value);
        if (isNew) carries[name.Name] = new Carry(name, value);
        return isNew;
    }

    /// <summary>Takes what a carried value is at the next time step; null where the name is not carried.</summary>
    int? Assign(NameSyntax name, int next)
    {
        if (!carries.TryGetValue(name.Name, out Carry? carry)) return null;
        if (carry.HasNext)
        {
            diagnostics.Report(DiagnosticCatalogue.DuplicateName, name.Span, "next value of", name.Name);
            return Scope.Unknown;
        }
        carry.HasNext = true;
        if (next == Scope.Unknown || carry.Value == Scope.Unknown) return Scope.Unknown;
        NetworkValue before = network.Value(carry.Value), after = network.Value(next);
        if (after.Element != ElementType.Float || !after.IsStep || after.Shape != before.Shape)
        {
            string found = after.Element != ElementType.Float ? "tokens" : after.IsStep ? after.Shape.ToString() : "is not one of the time step's";
            diagnostics.Report(DiagnosticCatalogue.LayerShape, name.Span, "carry", $"'{name.Name}' is {before.Shape}, and its next value {found}");
            return Scope.Unknown;
        }
        int held = network.AddValue(after with { Name = before.Name + "_next" }, name.Span);
        network.Use([next, held]);
        Add(new ScanNext(), $"{path}.{name.Name}", [carry.Value, next], [held], name.Span);
        return held;
    }

    void Yield(YieldSyntax yield, BodyBinder body)
    {
        Seq<int> results = body.Results(yield.Result, null, out _);
        network.Use(results);
        foreach (int result in results)
        {
            if (result == Scope.Unknown) continue;
            NetworkValue value = network.Value(result);
            if (!value.IsStep || value.Element != ElementType.Float)
            {
                diagnostics.Report(
                    DiagnosticCatalogue.LayerShape, yield.Span, "yield",
                    value.IsStep ? $"'{value.Name}' is tokens; put embed before it" : $"'{value.Name}' is not one of the time step's: it is the same at all");
                continue;
            }
            string own = yields.Count == 0 ? path : $"{path}.{yields.Count}";
            int sequence = network.AddValue(value with { Name = own, IsStep = false }, yield.Span);
            Add(new ScanYield(), own, [result], [sequence], yield.Span);
            yields.Add(sequence);
        }
    }

    void Add(Layer layer, string own, Seq<int> inputs, Seq<int> results, SourceSpan span, Seq<BoundParameter> parameters = default, Seq<CarriedState>? carried = null) =>
        network.AddLayer(new BoundLayer(layer, own, Arguments.None, inputs, results, parameters) { Carried = layer is ScanCarry ? carried : [] }, span);
}
