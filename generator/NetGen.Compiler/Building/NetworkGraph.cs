using System;
using System.Collections.Generic;
using System.Linq;
using NetGen.Compiler.Binding;
using NetGen.Compiler.Gradients;
using NetGen.Compiler.Graphs;
using NetGen.Compiler.Primitives;
using NetGen.Compiler.Scalars;

namespace NetGen.Compiler.Building;

/// <summary>Translates a bound network to graphs: one for prediction, one for training, one for evaluation.</summary>
public static class NetworkGraph
{
    /// <summary>Name of the uniform that holds 1 / number of examples of the batch.</summary>
    public const string InverseBatch = "inverseBatch";

    /// <summary>Inputs to outputs.</summary>
    public static Graph Inference(Network network)
    {
        var translation = new Translation(network, training: false, carries: false);
        return translation.Builder.Finish(network.Outputs.Select(o => new Result(ResultKind.Output, network.Values[o].Name, translation.Output(o))));
    }

    /// <summary>One time step of the inputs, and the state of a stream, to one of the outputs and the state after it.</summary>
    public static Graph Streaming(Network network)
    {
        Network step = network with { Values = network.Values.Select(v => v with { Times = 0, Lengths = null }).ToSeq(), Inputs = network.StepInputs };
        var translation = new Translation(step, training: false, carries: true);
        return translation.Builder.Finish([.. step.Outputs.Select(o => new Result(ResultKind.Output, step.Values[o].Name, translation.Output(o))), .. translation.Carried()]);
    }

    /// <summary>The argument of a program that holds a state before, and the one that gets it afterwards.</summary>
    public static string StateBefore(string state) => "state_" + state;

    public static string StateAfter(string state) => "next_" + state;

    /// <summary>Inputs and targets to the mean loss, without gradients and with every regularizer at rest.</summary>
    public static Graph Evaluation(Network network)
    {
        var translation = new Translation(network, training: false, network.Training!.Stream);
        Value loss = translation.Loss();
        return translation.Builder.Finish([new Result(ResultKind.Loss, "loss", loss), .. translation.Carried()]);
    }

    /// <summary>Inputs and targets to the mean loss and the gradient of every parameter that is trained.</summary>
    public static Graph Training(Network network) => Training(network, out _);

    /// <summary>Inputs and targets to the mean loss and the gradient of every parameter that is trained, and beside the graph its values that are the first results of the
    /// layers.</summary>
    public static Graph Training(Network network, out Seq<Value?> layers)
    {
        var translation = new Translation(network, training: true, network.Training!.Stream);
        Value loss = translation.Loss();
        var trained = new HashSet<string>(network.Layers.SelectMany(l => l.Parameters).Where(p => p.IsTrained).Select(p => p.Name));
        var parameters = translation.Parameters.Where(p => trained.Contains(p.Key)).OrderBy(p => p.Key, System.StringComparer.Ordinal).ToArray();
        layers = network.Layers.Select(l => (Value?)translation.Values[l.Results[0]]).ToSeq();
        Seq<Value?> gradients = ReverseMode.Gradients(translation.Builder, loss, parameters.Select(p => p.Value).ToSeq());
        var results = new List<Result> { new(ResultKind.Loss, "loss", loss) };
        for (int i = 0; i < parameters.Length; i++)
            if (gradients[i] is { } gradient) results.Add(new Result(ResultKind.Gradient, parameters[i].Key, gradient));
        return translation.Builder.Finish([.. results, .. translation.States, .. translation.Carried()]);
    }

    sealed class Translation
    {
        readonly Network network;

        readonly bool carries;
        readonly Dictionary<string, Value> carried = [];
        int index;

        /// <param name="carries">Whether the state of recurrent layers comes from outside, and goes there.</param>
        public Translation(Network network, bool training, bool carries)
        {
            (this.network, this.carries) = (network, carries);
            Values = new Value[network.Values.Count];
            int sites = LayerBuild.SharedSites;
            foreach (int input in network.Inputs) Values[input] = DeclareInput(input, index++);
            Seq<Value> keys = training && network.Layers.Any(l => l.RandomSites > 0) ? RandomKeys() : [];
            foreach (BoundLayer layer in network.Layers)
            {
                Builder.Layer = layer.Path.Replace('.', '_');
                int first = sites;
                sites += layer.RandomSites;
                var build = new LayerBuild(Builder, layer.Arguments, layer.Inputs.Select(i => Values[i]).ToSeq(), training, name => Parameter(layer, name),
                    site =>
                    {
                        int word = 2 * (site < 0 ? -1 - site : first + site);
                        return [keys[word], keys[word + 1]];
                    },
                    name => State(layer, name),
                    input => network.Values[layer.Inputs[input]].Lengths is { } lengths ? Values[lengths] : null,
                    Math.Max(1, network.Values[layer.Results[0]].Times))
                {
                    Frozen = layer.Parameters.Where(p => p.IsFrozen).Select(p => p.Name.Substring(layer.Path.Length + 1)).ToSeq(),
                };
                layer.Layer.Build(build);
                for (int i = 0; i < layer.Results.Count; i++) Values[layer.Results[i]] = build.Results[i];
                foreach ((string name, Value value) in build.Carried) carried[$"{layer.Path.Replace('.', '_')}_{name}"] = value;
                foreach ((string name, Value value) in build.States)
                    States.Add(new Result(ResultKind.State, $"{layer.Path}.{name}", Builder.Reshape(value, Parameter(layer, name).Shape)));
            }
        }

        public GraphBuilder Builder { get; } = new();

        public Value[] Values { get; }

        public Dictionary<string, Value> Parameters { get; } = [];

        public List<Result> States { get; } = [];

        public Value Loss()
        {
            Value? total = null;
            foreach (BoundLoss loss in network.Training!.Losses)
            {
                Value target = Values[loss.Target] ?? (Values[loss.Target] = DeclareInput(loss.Target, index++));
                Builder.Layer = "loss";
                Value each = loss.Loss.Build(Builder, loss.Arguments, Values[loss.Prediction], target);
                // The mean over examples and time steps.
                float weight = loss.Weight / Math.Max(1, network.Values[loss.Prediction].Times);
                Value share;
                if (network.Values[loss.Prediction].Lengths is { } lengths)
                {
                    // Of the steps that the example has.
                    Value mask = Builder.Mask(Values[lengths], network.Values[loss.Prediction].Times);
                    Expr inverse = loss.Weight / Expr.Max(Expr.Argument(2), 1f);
                    share = Builder.Map(Expr.Argument(0) * Expr.Argument(1) * inverse * Expr.Uniform(InverseBatch), [each, mask, Values[lengths]]);
                }
                else share = Builder.Map(l => l * weight * Expr.Uniform(InverseBatch), each);
                Value mean = Builder.Reduce(ReduceKind.Sum, share, [], batch: true);
                total = total is null ? mean : Builder.Map((a, b) => a + b, total, mean);
            }
            return total!;
        }

        /// <summary>The two words of each site, one behind the other.</summary>
        Seq<Value> RandomKeys()
        {
            Builder.Layer = "random";
            int sites = LayerBuild.SharedSites + network.Layers.Sum(l => l.RandomSites);
            Value words = Builder.Reshape(Builder.Add(new RandomKeys(sites), [], "random_keys")[0], new Shape(2 * sites));
            return Builder.Split(words, 0, Enumerable.Repeat(1, 2 * sites).ToSeq(), "key").Select(word => Builder.Reshape(word, Shape.Scalar)).ToSeq();
        }

        /// <summary>Where a stream's state ends.</summary>
        public IEnumerable<Result> Carried() =>
            carries
                ? carried.Select(state => new Result(
                    ResultKind.Output, StateAfter(state.Key), Builder.Final(state.Value, reverse: false, StateAfter(state.Key)))).ToArray()
                : [];

        Value? State(BoundLayer layer, string name)
        {
            if (!carries || layer.Carried is not { } states) return null;
            string full = StateBefore($"{layer.Path.Replace('.', '_')}_{name}");
            return Builder.Input(full, index++, TensorType.Float(states.First(s => s.Name == name).Shape, 1));
        }

        Value DeclareInput(int value, int index)
        {
            NetworkValue declared = network.Values[value];
            Value input = Builder.Input(declared.Name, index, new TensorType(declared.Element, declared.Whole, 1));
            return declared.Times == 0 ? input : Builder.Unstack(input, declared.Name + "_steps");
        }

        /// <summary>An output as the caller gets it.</summary>
        public Value Output(int value)
        {
            Builder.Layer = "output";
            return network.Values[value].Times == 0 ? Values[value] : Builder.Stack(Values[value], network.Values[value].Name);
        }

        Value Parameter(BoundLayer layer, string name)
        {
            string full = $"{layer.Path}.{name}";
            if (!Parameters.TryGetValue(full, out Value? value))
                Parameters[full] = value = Builder.Parameter(full, layer.Parameters.First(p => p.Name == full).Shape);
            return value;
        }
    }
}
