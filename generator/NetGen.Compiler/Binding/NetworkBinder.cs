using System.Collections.Generic;
using System.Linq;
using NetGen.Compiler.Diagnostics;
using NetGen.Compiler.Graphs;
using NetGen.Compiler.Syntax;

namespace NetGen.Compiler.Binding;

/// <summary>Binds one network for one class: its body, and the statements that only a network has.</summary>
sealed class NetworkBinder(Definition<NetworkSyntax> definition, TargetClass target, DiagnosticBag diagnostics)
{
    static readonly Dictionary<string, UnrollMode> UnrollModes = new() { ["auto"] = UnrollMode.Auto, ["full"] = UnrollMode.Full, ["tiles"] = UnrollMode.Tiles };
    static readonly Dictionary<string, bool> WinogradModes = new() { ["auto"] = true, ["off"] = false };

    readonly NetworkBuilder network = new(diagnostics);
    readonly Scope scope = new(null);
    readonly List<int> inputs = [];
    OutputSyntax? output;
    UnrollSyntax? unroll;
    WinogradSyntax? winograd;
    TrainSyntax? train;

    NetworkSyntax Syntax => definition.Syntax;

    /// <summary>The network, or null if something is wrong.</summary>
    public Network? Bind(Seq<ArgumentSyntax> arguments)
    {
        int errors = diagnostics.Errors;
        if (NameRules.WhyNotClass(target.Name) is { } reason) diagnostics.Report(DiagnosticCatalogue.ReservedName, target.Span, target.Name, "a network", reason);
        Definitions.CheckParameters(Syntax.Parameters, diagnostics);
        new ArgumentBinder(new Scope(null), network.Value, diagnostics).Define(Syntax.Name.Name, Syntax.Parameters, arguments, scope, target.Span);

        var body = new BodyBinder(network, new BodyPlace(definition.Home, scope, "", null, []), diagnostics, Declare);
        body.Bind(Syntax.Body);
        if (network.IsStopped || diagnostics.IsFull) return null;
        if (inputs.Count == 0 && !network.IsIncomplete) diagnostics.Report(DiagnosticCatalogue.NoInput, Syntax.Name.Span, Syntax.Name.Name);
        UnrollMode mode = Mode("unroll mode", unroll?.Mode, UnrollModes, UnrollMode.Auto);
        bool mayTransform = Mode("winograd mode", winograd?.Mode, WinogradModes, true);
        Seq<int> outputs = new OutputBinder(network, scope, inputs, diagnostics).Bind(output, body.Running, Syntax.Name);
        network.Use(outputs);
        Training? training = train == null ? null : new TrainingBinder(network, scope, inputs, outputs, diagnostics).Bind(train);
        if (diagnostics.Errors > errors || network.IsIncomplete) return null;

        CheckWhole();
        if (diagnostics.Errors > errors) return null;
        Seq<NetworkValue> values = ValueNames.Unique(network.Values, [.. inputs, .. outputs, .. training?.Losses.Select(l => l.Target) ?? []]);
        Seq<BoundLayer> layers = InitializationRule.Resolve(network.Layers);
        return new Network(target.Name, target.Namespace, target.Declaration, values, inputs.ToSeq(), layers, outputs, training, mode) { Winograd = mayTransform };
    }

    /// <summary>What only a network's own lines can be; the parser lets them stand nowhere else.</summary>
    void Declare(StatementSyntax statement, BodyBinder body)
    {
        switch (statement)
        {
            case InputSyntax input: Input(input, body); break;
            case OutputSyntax syntax: output = Once(output, syntax, "output"); break;
            case UnrollSyntax syntax: unroll = Once(unroll, syntax, "unroll"); break;
            case WinogradSyntax syntax: winograd = Once(winograd, syntax, "winograd"); break;
            case TrainSyntax syntax: train = Once(train, syntax, "train"); break;
        }
    }

    T Once<T>(T? before, T statement, string keyword) where T : StatementSyntax
    {
        if (before != null) diagnostics.Report(DiagnosticCatalogue.GivenTwice, statement.Span, keyword);
        return before ?? statement;
    }

    void Input(InputSyntax input, BodyBinder body)
    {
        string name = input.Name.Name;
        // With several inputs no line says which it would read without naming it.
        bool isFirst = inputs.Count == 0;
        bool isRead = !isFirst && (body.Running.Count != 1 || !inputs.Contains(body.Running[0]));
        if (NameRules.WhyNotArgument(name) is { } reason) diagnostics.Report(DiagnosticCatalogue.ReservedName, input.Name.Span, name, "an input", reason);
        int value = InputType(input) is { } type ? network.AddValue(type with { Name = name }, input.Name.Span) : Scope.Unknown;
        body.Define(input.Name, value);
        inputs.Add(value);
        if (input.Lengths is { } where && value != Scope.Unknown) AddLengths(input, value, where);
        if (isFirst) body.Running = [value];
        else if (!isRead) body.Running = value == Scope.Unknown ? [value] : [];
    }

    /// <summary>The input behind a sequence that says how many time steps each example has.</summary>
    void AddLengths(InputSyntax input, int value, SourceSpan where)
    {
        string name = input.Name.Name + "_lengths";
        int lengths = network.AddValue(new NetworkValue(name, ElementType.Int, Shape.Scalar) { Classes = network.Values[value].Times + 1, IsLengths = true }, where);
        network.Use([lengths]);
        network.SetLengths(value, lengths);
        inputs.Add(lengths);
    }

    NetworkValue? InputType(InputSyntax input)
    {
        string owner = $"input {input.Name.Name}";
        int times = 0;
        if (input.Times != null)
        {
            if (Positive(input.Times, owner, "the number of time steps") is not { } steps) return null;
            times = steps;
        }
        NetworkValue? type = input.IsTokens
            ? Positive(input.Type, owner, "the number of tokens") is { } classes ? new NetworkValue("", ElementType.Int, Shape.Scalar) { Classes = classes } : null
            : InputShape(input) is { } shape ? new NetworkValue("", ElementType.Float, shape) : null;
        if (type == null) return null;
        type = type with { Times = times };
        return network.CheckSize($"the input '{input.Name.Name}'", type.Whole, input.Type.Span) ? type : null;
    }

    int? Positive(ExpressionSyntax expression, string owner, string what)
    {
        object? value = new Evaluator(scope, network.Value, diagnostics).Integer(expression, owner);
        if (value is long number and >= 1 and <= int.MaxValue) return (int)number;
        if (value is long) diagnostics.Report(DiagnosticCatalogue.ArgumentRange, expression.Span, owner, what, "at least 1 and at most 2147483647", Constants.Show(value));
        return null;
    }

    Shape? InputShape(InputSyntax input)
    {
        object? type = new Evaluator(scope, network.Value, diagnostics).Evaluate(input.Type);
        if (type == null) return null;
        Seq<long>? dims = type switch
        {
            long n => new Seq<long>([n]),
            Dimensions { Values.Count: 2 or 3 } d => d.Values,
            _ => null,
        };
        string owner = $"input {input.Name.Name}";
        if (dims is not { } known)
            diagnostics.Report(
                DiagnosticCatalogue.ArgumentKind, input.Type.Span, owner, "the shape",
                "features, length x features or channels x height x width", Constants.Show(type));
        else if (known.Any(d => d is < 1 or > int.MaxValue))
            diagnostics.Report(DiagnosticCatalogue.ArgumentRange, input.Type.Span, owner, "each dimension", "at least 1 and at most 2147483647", Constants.Show(type));
        else
        {
            var shape = new Shape(known.Select(d => (int)d).ToArray());
            if (network.CheckSize($"the input '{input.Name.Name}'", shape, input.Type.Span)) return shape;
        }
        return null;
    }

    T Mode<T>(string what, NameSyntax? word, Dictionary<string, T> modes, T usual)
    {
        if (word is null) return usual;
        if (modes.TryGetValue(word.Name, out T? mode)) return mode;
        diagnostics.Report(DiagnosticCatalogue.UnknownName, word.Span, what, word.Name, Spelling.Suggest(word.Name, modes.Keys));
        return usual;
    }

    /// <summary>What can be said only of a network that is right line by line.</summary>
    void CheckWhole()
    {
        foreach ((NetworkValue value, SourceSpan where) in network.Unused())
            diagnostics.Report(DiagnosticCatalogue.Unused, where, $"'{value.Name}'");
        // One buffer holds all parameters.
        long parameters = network.Layers.SelectMany(l => l.Parameters).Sum(p => p.Shape.Size);
        if (train != null && network.Layers.Sum(l => l.ParameterCount) == 0)
            diagnostics.Report(DiagnosticCatalogue.TrainIncomplete, train.Span, $"a layer with parameters, such as a dense layer: '{target.Name}' has none");
        if (parameters > int.MaxValue)
            diagnostics.Report(
                DiagnosticCatalogue.TooLarge, Syntax.Name.Span, $"the parameters of '{target.Name}'",
                parameters.ToString(System.Globalization.CultureInfo.InvariantCulture), "all together");
    }
}
