using System;
using System.Collections.Generic;
using NetGen.Compiler.Graphs;
using NetGen.Compiler.Primitives;
using NetGen.Compiler.Scalars;

namespace NetGen.Compiler.Binding;

/// <summary>What a layer's translation to primitives sees and gives.</summary>
public sealed class LayerBuild(
    GraphBuilder graph, Arguments arguments, Seq<Value> inputs, bool training,
    Func<string, Value> parameter, Func<int, Seq<Value>> random, Func<string, Value?> state, Func<int, Value?>? lengths = null, int times = 1)
{
    readonly List<Value> results = [];
    readonly List<(string Name, Value Value)> states = [];
    readonly List<(string Name, Value Value)> carried = [];

    public GraphBuilder Graph => graph;
    public Arguments Arguments => arguments;
    public Seq<Value> Inputs => inputs;
    public Value Input => inputs[0];

    /// <summary>Whether this is the pass that trains: regularizers act then, and only then.</summary>
    public bool Training => training;

    /// <summary>The names under which parameters and states are declared that training must leave as they are.</summary>
    public Seq<string> Frozen { get; init; } = [];

    public IReadOnlyList<Value> Results => results;

    public int Int(string name) => arguments.Int(name);
    public float Float(string name) => arguments.Float(name);
    public bool Bool(string name) => arguments.Bool(name);
    public Size Size(string name) => arguments.Size(name);

    /// <summary>The parameter declared under that name, in its canonical shape.</summary>
    public Value Parameter(string name) => parameter(name);

    /// <summary>The two words of the key of one of the layer's sites of random numbers, scalars for <see cref="RandomNumber.Uniform"/>: in training only.</summary>
    public Seq<Value> Random(int site = 0) => random(site);

    /// <summary>The key of a site that all layers share, of <see cref="SharedSites"/>: for decisions about the whole network.</summary>
    public Seq<Value> SharedRandom(int site) => random(-1 - site);

    /// <summary>How many sites are shared by all layers.</summary>
    public const int SharedSites = 2;

    /// <summary>New values of states, by the names under which they were declared.</summary>
    public IReadOnlyList<(string Name, Value Value)> States => states;

    /// <summary>Gives a state its new value, in training only.</summary>
    public void Update(string state, Value value) => states.Add((state, value));

    /// <summary>Where a carried state begins: what a stream has brought, else zeros.</summary>
    public Value Initial(string name, Shape shape) => state(name) ?? graph.Constant(0, TensorType.Float(shape, 1));

    /// <summary>Where carried states end, by the names under which they were declared.</summary>
    public IReadOnlyList<(string Name, Value Value)> Carried => carried;

    /// <summary>Says where a carried state ends.</summary>
    public void Final(string name, Value value) => carried.Add((name, value));

    /// <summary>Time steps of the results; 1 of no sequence.</summary>
    public int Times => times;

    /// <summary>How many time steps each example of an input sequence has; null where all have all.</summary>
    public Value? Lengths(int input = 0) => lengths?.Invoke(input);

    public void Result(Value value) => results.Add(value);
}
