using System;
using System.Collections.Generic;
using NetGen.Compiler.Graphs;
using NetGen.Compiler.Primitives;

namespace NetGen.Compiler.Binding;

/// <summary>What a layer's translation to primitives sees and gives.</summary>
public sealed class LayerBuild(GraphBuilder graph, Arguments arguments, Seq<Value> inputs, bool training, Func<string, Value> parameter)
{
    readonly List<Value> results = [];

    public GraphBuilder Graph => graph;
    public Arguments Arguments => arguments;
    public Seq<Value> Inputs => inputs;
    public Value Input => inputs[0];

    /// <summary>Whether this is the pass that trains: regularizers act then, and only then.</summary>
    public bool Training => training;

    public IReadOnlyList<Value> Results => results;

    public int Int(string name) => arguments.Int(name);
    public float Float(string name) => arguments.Float(name);
    public bool Bool(string name) => arguments.Bool(name);
    public Size Size(string name) => arguments.Size(name);

    /// <summary>The parameter declared under that name, in its canonical shape.</summary>
    public Value Parameter(string name) => parameter(name);

    public void Result(Value value) => results.Add(value);
}
