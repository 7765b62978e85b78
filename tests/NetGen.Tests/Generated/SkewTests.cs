using System.Linq;
using System.Threading;
using NetGen.Compiler;
using NetGen.Compiler.Building;
using NetGen.Compiler.Graphs;
using NetGen.Compiler.Passes;
using NetGen.Compiler.Plans;
using NetGen.Compiler.Targets;
using NetGen.Tests.Binding;
using Xunit;

namespace NetGen.Tests.Generated;

/// <summary>Which recurrences are done by skewed loops; that these compute the same is for the conformance tests.</summary>
public class SkewTests
{
    [Theory]
    [InlineData("x | lstm 128", 1)]
    [InlineData("x | lstm 64 layers=3 bidirectional=yes", 6)]
    [InlineData("x | gru 96 bias=no", 1)]
    [InlineData("x | rnn 96 activation=relu initial=learned", 1)]
    [InlineData("scan v in x\n  carry h: 64\n  carry c: 64\n  h, c = v | lstmcell h, c\n  yield h | dense 5", 1)]
    [InlineData("x | lstm 100", 0)]       // no whole blocks
    [InlineData("x | lstm 32", 0)]        // in the first-level cache
    [InlineData("x | lstm 512", 0)]       // for several threads
    [InlineData("scan v in x\n  carry h: 96\n  g = h | dense 96 | tanh\n  h = add g, v\n  yield h", 1)]
    [InlineData("scan v in x\n  carry h: 96\n  g = h | dense 96 | tanh\n  yield g\n  h = add g, v", 0)] // the product goes elsewhere too
    [InlineData("scan v in x\n  carry h: 64\n  carry c: 64\n  seen = h | dense 5\n  h, c = v | concat seen | lstmcell h, c\n  yield h", 0)] // the input's product is in the loop too
    [InlineData("scan v in x\n  carry h: 96\n  g = h | dense 96 | dense 96 | tanh\n  h = add g, v\n  yield h", 0)] // the next state is not made of the state's own product
    public void RecurrencesOfMiddleSizeAreSkewed(string body, int skewed)
    {
        foreach (Target target in Target.All)
            Assert.Equal(skewed, Count(NetworkGraph.Inference(Specs.Body($"input x: 96[6]\n{body}")), target, PassOptions.Usual, "skewed_step"));
    }

    [Fact]
    public void ShortSequencesAndTrainingAreNot()
    {
        Assert.Equal(0, Count(NetworkGraph.Inference(Specs.Body("input x: 7[3]\nlstm 128")), Target.All[0], PassOptions.Usual, "skewed_step"));
        Graph training = NetworkGraph.Training(Specs.Body("input x: 7[6]\nlstm 128\ntrain\n  loss mse\n  optimizer sgd lr=0.1"));
        Assert.Equal(0, Count(training, Target.All[0], PassOptions.Usual with { Examples = 16 }, "skewed_step"));
    }

    static int Count(Graph graph, Target target, PassOptions options, string label)
    {
        Graph prepared = Planner.Prepare(PassPipeline.Run(graph, options));
        Plan plan = Planner.Run(prepared, target, new LoweredNodes(), straightLine: false, print: null, CancellationToken.None).Plan;
        return plan.Steps.Count(s => s.Kernel.Label == label && s.Odd is not null);
    }
}
