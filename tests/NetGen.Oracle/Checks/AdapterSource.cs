using System.Collections.Generic;
using System.Linq;
using NetGen.Compiler;
using NetGen.Compiler.Binding;
using NetGen.Compiler.Graphs;

namespace NetGen.Oracle.Checks;

/// <summary>C# that makes generated networks <see cref="INetworkUnderTest"/>s: spans cannot be passed by reflection, and an AOT binary has none.</summary>
public static class AdapterSource
{
    public const string RegistryType = "NetGen.Adapters.Registry";

    public static SourceFile Adapter(Network network)
    {
        string net = "global::" + (network.Namespace == "" ? "" : network.Namespace + ".") + network.Name;
        bool trains = network.Training is not null;
        string inputs = Spans("given", network, network.Inputs, 0);
        string outputs = string.Join(", ", network.Outputs.Select((_, i) => $"outputs[{i}]"));
        string all = string.Join(", ", [inputs, Spans("given", network, OracleNetwork.Targets(network), network.Inputs.Count)]);
        string Trained(string expression) => trains ? expression : "throw new global::System.NotSupportedException()";
        return new SourceFile($"Adapters.{network.Name}.cs", $$"""
            namespace NetGen.Adapters;

            sealed class {{network.Name}}(ulong seed, int threads, int batchSize) : global::NetGen.Oracle.Checks.INetworkUnderTest
            {
                readonly {{net}} net = new(seed, threads);
                {{(trains ? $"{net}.Trainer? trainer;" : "")}}

                {{(trains ? $"{net}.Trainer Trainer => trainer ??= new(net, batchSize, threads);" : $"public int BatchSize => batchSize;")}}

                public global::System.Collections.Generic.IEnumerable<string> ParameterNames
                {
                    get { foreach (var parameter in net.Parameters) yield return parameter.Name; }
                }

                public float LearningRate
                {
                    get => {{(trains ? "Trainer.LearningRate" : "0")}};
                    set { {{(trains ? "Trainer.LearningRate = value;" : "")}} }
                }

                public float GradientNorm => {{Trained("Trainer.GradientNorm")}};

                public void Predict(global::System.Array[] given, float[][] outputs) => net.Predict({{inputs}}, {{outputs}});

                public float Step(global::System.Array[] given) => {{Trained($"Trainer.Step({all})")}};

                public float Backward(global::System.Array[] given) => {{Trained($"Trainer.Backward({all})")}};

                public void Update() => {{Trained("Trainer.Update()")}};

                public float Evaluate(global::System.Array[] given) => {{Trained($"Trainer.Evaluate({all})")}};

                public void LoadWeights(string path) => net.LoadWeights(path);

                public void GetParameter(string name, float[] values) => net.Parameters[name].CopyTo(values);

                public void SetParameter(string name, float[] values) => net.Parameters[name].CopyFrom(values);

                public void GetGradient(string name, float[] values) => {{Trained("Trainer.Gradients[name].CopyTo(values)")}};

                public void Dispose()
                {
                    {{(trains ? "trainer?.Dispose();" : "")}}
                    net.Dispose();
                }
            }

            """);
    }

    public static SourceFile Registry(IEnumerable<Network> networks)
    {
        string arms = string.Concat(networks.Select(n => $"        \"{n.Name}\" => new {n.Name}(seed, threads, batchSize),\n"));
        return new SourceFile("Adapters.cs", $$"""
            namespace NetGen.Adapters;

            public static class Registry
            {
                public static global::NetGen.Oracle.Checks.INetworkUnderTest Create(string name, ulong seed, int threads, int batchSize) => name switch
                {
            {{arms}}        _ => throw new global::System.ArgumentException($"no network {name}"),
                };
            }

            """);
    }

    static string Spans(string array, Network network, IEnumerable<int> values, int start) => string.Join(", ",
        values.Select((v, i) => $"({(network.Values[v].Element == ElementType.Int ? "int" : "float")}[]){array}[{start + i}]"));
}
