using System.Linq;

namespace NetGen.Compiler.Graphs;

/// <summary>What a result of a graph is for.</summary>
public enum ResultKind
{
    Output,   // an output of the network, written for the user in canonical order
    Loss,     // the scalar the trainer returns
    State,    // the new value of the state of that name (a running statistic), written in place of the old
    Gradient, // gradient of the parameter of that name, in the parameter's own layout
}

/// <summary>A result: <paramref name="Name"/> is that of the output or of the parameter.</summary>
public sealed record Result(ResultKind Kind, string Name, Value Value);

/// <summary>A recurrence: <paramref name="Value"/>, which a <see cref="Primitives.Carry"/> makes, is at each step but the first what <paramref name="Next"/> was at the step
/// before.</summary>
public sealed record CarriedValue(Value Value, Value Next);

/// <summary>A tensor program: nodes in an order in which every value is made before it is used, but for what is carried from one time step to the next.</summary>
public sealed record Graph(Seq<Node> Nodes, Seq<Result> Results)
{
    public Seq<CarriedValue> Carries { get; init; } = [];

    /// <summary>The printed form, one node a line: for tests and for the curious.</summary>
    public override string ToString() =>
        string.Join("\n", Nodes.Select(n => n.ToString()).Concat(Carries.Select(c => $"next of {c.Value} = {c.Next}"))
            .Concat(Results.Select(r => $"{r.Kind.ToString().ToLowerInvariant()} {r.Name} = {r.Value}"))) + "\n";
}
