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
        var translation = new Translation(network, training: false);
        return translation.Builder.Finish(network.Outputs.Select(o => new Result(ResultKind.Output, network.Values[o].Name, translation.Values[o])));
    }

    /// <summary>Inputs and targets to the mean loss, without gradients and with every regularizer at rest.</summary>
    public static Graph Evaluation(Network network)
    {
        var translation = new Translation(network, training: false);
        return translation.Builder.Finish([new Result(ResultKind.Loss, "loss", translation.Loss())]);
    }

    /// <summary>Inputs and targets to the mean loss and the gradient of every parameter.</summary>
    public static Graph Training(Network network)
    {
        var translation = new Translation(network, training: true);
        Value loss = translation.Loss();
        var states = new HashSet<string>(network.Layers.SelectMany(l => l.Parameters).Where(p => p.IsState).Select(p => p.Name));
        var parameters = translation.Parameters.Where(p => !states.Contains(p.Key)).OrderBy(p => p.Key, System.StringComparer.Ordinal).ToArray();
        Seq<Value?> gradients = ReverseMode.Gradients(translation.Builder, loss, parameters.Select(p => p.Value).ToSeq());
        var results = new List<Result> { new(ResultKind.Loss, "loss", loss) };
        for (int i = 0; i < parameters.Length; i++)
            if (gradients[i] is { } gradient) results.Add(new Result(ResultKind.Gradient, parameters[i].Key, gradient));
        return translation.Builder.Finish(results.Concat(translation.States));
    }

    sealed class Translation
    {
        readonly Network network;

        public Translation(Network network, bool training)
        {
            this.network = network;
            Values = new Value[network.Values.Count];
            int index = 0, sites = LayerBuild.SharedSites;
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
                    });
                layer.Layer.Build(build);
                for (int i = 0; i < layer.Results.Count; i++) Values[layer.Results[i]] = build.Results[i];
                foreach ((string name, Value value) in build.States) States.Add(new Result(ResultKind.State, $"{layer.Path}.{name}", Builder.Reshape(value, Parameter(layer, name).Shape)));
            }
        }

        public GraphBuilder Builder { get; } = new();

        public Value[] Values { get; }

        public Dictionary<string, Value> Parameters { get; } = [];

        public List<Result> States { get; } = [];

        public Value Loss()
        {
            Value? total = null;
            int index = network.Inputs.Count;
            foreach (BoundLoss loss in network.Training!.Losses)
            {
                Value target = Values[loss.Target] ?? (Values[loss.Target] = DeclareInput(loss.Target, index++));
                Builder.Layer = "loss";
                Value each = loss.Loss.Build(Builder, loss.Arguments, Values[loss.Prediction], target);
                Value share = Builder.Map(l => l * loss.Weight * Expr.Uniform(InverseBatch), each);
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

        Value DeclareInput(int value, int index)
        {
            NetworkValue declared = network.Values[value];
            return Builder.Input(declared.Name, index, new TensorType(declared.Element, declared.Shape, Batched: true));
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
