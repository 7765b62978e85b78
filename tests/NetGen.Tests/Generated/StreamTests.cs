using System;
using System.Linq;
using System.Reflection;
using NetGen.Compiler;
using NetGen.Oracle.Checks;
using NetGen.Tests.Binding;
using NetGen.Tests.Harness;
using Xunit;

namespace NetGen.Tests.Generated;

/// <summary>Streams, one time step at a time: several states over one set of weights against the whole sequences, on all targets of the machine, as loops and as straight-line
/// code.</summary>
public class StreamTests
{
    const int Times = 5, Streams = 3;

    /// <summary>What only C# can call: the methods take spans.</summary>
    const string Driver = """
        using System;
        public static class Driver
        {
            static readonly ::NAME:: Net = new(seed: 3);

            // The outputs of whole sequences, and then those of the same sequences step by step, the streams in turn; in the last place the bytes allocated by the steps.
            public static float[][] Run(float[] x, int streams, int times)
            {
                int inputs = x.Length / (streams * times);
                var whole = new float[streams * times * 2];
                Net.Predict(x, whole);
                var steps = new float[whole.Length];
                var states = new NetGen.StreamState[streams];
                for (int s = 0; s < streams; s++) states[s] = Net.NewState();
                // What a state went through before counts for nothing once it is reset.
                Net.Step(x.AsSpan(0, inputs), states[0], steps.AsSpan(0, 2));
                states[0].Reset();
                long before = GC.GetAllocatedBytesForCurrentThread();
                for (int t = 0; t < times; t++)
                    for (int s = 0; s < streams; s++)
                        Net.Step(x.AsSpan(((s * times) + t) * inputs, inputs), states[s], steps.AsSpan(((s * times) + t) * 2, 2));
                long allocated = GC.GetAllocatedBytesForCurrentThread() - before;
                return [whole, steps, [allocated]];
            }

            // A copied state goes on as its original does.
            public static bool Copies(float[] x)
            {
                NetGen.StreamState first = Net.NewState(), second = Net.NewState();
                float[] a = new float[2], b = new float[2];
                Net.Step(x, first, a);
                second.CopyFrom(first);
                Net.Step(x, first, a);
                Net.Step(x, second, b);
                return a[0] == b[0] && a[1] == b[1];
            }

            public static void Wrong(int inputs) => Net.Step(new float[inputs], Net.NewState(), new float[2]);

            public static void Disposed(int inputs)
            {
                NetGen.StreamState state = Net.NewState();
                state.Dispose();
                Net.Step(new float[inputs], state, new float[2]);
            }
        }
        """;

    public static TheoryData<TargetSet, string> Networks()
    {
        var data = new TheoryData<TargetSet, string>();
        string[] networks =
        [
            "lstm 6 layers=2 | dense 2", "dense 4 | gru 7 | rnn 5 | dense 2", "lstm 130 | gru 70 | dense 2", "unroll tiles\nrnn 17 | dense 2", "lstm 128 | gru 96 | rnn 96 | dense 2",
            "scan v in x\n  carry h: 5\n  carry c: 5\n  h, c = v | lstmcell h, c\n  yield h\ndense 2",
            "scan v in x\n  carry h: 64\n  carry c: 64\n  h, c = v | lstmcell h, c\n  yield h\ndense 2",
        ];
        foreach (TargetSet target in MachineTargets.All)
            foreach (string layers in networks) data.Add(target, layers);
        return data;
    }

    [Theory, MemberData(nameof(Networks))]
    public void StepsGiveWhatTheSequenceGives(TargetSet target, string layers)
    {
        var driver = Load(target, layers);
        var random = new Random(1);
        float[] x = [.. Enumerable.Range(0, Streams * Times * 3).Select(_ => (float)((random.NextDouble() * 2) - 1))];

        float[][] results = (float[][])driver("Run", [x, Streams, Times])!;

        Assert.All(results[0].Zip(results[1]), pair => Assert.InRange(pair.Second - pair.First, -1e-6f, 1e-6f));
        Assert.Equal(0, results[2][0]);
        Assert.True((bool)driver("Copies", [x[..3]])!);
        Assert.IsType<ArgumentException>(Assert.Throws<TargetInvocationException>(() => driver("Wrong", [2])).InnerException);
        Assert.IsType<ObjectDisposedException>(Assert.Throws<TargetInvocationException>(() => driver("Disposed", [3])).InnerException);
    }

    static Func<string, object[], object?> Load(TargetSet target, string layers)
    {
        Compiler.Binding.Network network = Specs.One($"network Streaming\ninput x: 3[{Times}]\n{layers}\n");
        SourceFile driver = new("Driver.cs", Driver.Replace("::NAME::", $"{network.Namespace}.{network.Name}"));
        Type type = GeneratedAssembly.Load([.. CaseSources.Generate([network], target), driver]).GetType("Driver", throwOnError: true)!;
        return (method, arguments) => type.GetMethod(method)!.Invoke(null, arguments);
    }
}
