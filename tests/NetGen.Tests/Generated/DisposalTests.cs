using System;
using NetGen.Data;
using Xunit;

namespace NetGen.Tests.Generated;

/// <summary>What was disposed of says so: kernels would read and write memory that is no longer theirs.</summary>
public class DisposalTests
{
    private static readonly DataSet Data = new(new Column("x", new float[32], 4), new Column("label", new int[8]));

    [Theory]
    [InlineData("full")]
    [InlineData("tiles")]
    public void ATrainerThatWasDisposedOfRefusesToWork(string unroll)
    {
        using GeneratedNetwork net = Net(unroll);
        net.Trainer.Dispose();

        Refuses(net);
        Assert.Equal(0, net.Trainer.Steps);
    }

    [Theory]
    [InlineData("full")]
    [InlineData("tiles")]
    public void ATrainerWhoseNetworkWasDisposedOfRefusesToWork(string unroll)
    {
        using GeneratedNetwork net = Net(unroll);
        net.Trainer.Fit(Data, 1);
        net.Network.Dispose();

        Refuses(net);
        Assert.Equal(1, net.Trainer.Steps);
    }

    [Fact]
    public void EveryMethodOfATrainerRefuses()
    {
        using GeneratedNetwork net = Net("tiles");
        Array[] given = [Data["x"].Floats.ToArray(), Data["label"].Ints.ToArray()];
        net.Methods.Step(given);
        net.Methods.Dispose();

        foreach (Action call in new Action[] { net.Methods.Update, () => net.Methods.Step(given), () => net.Methods.Backward(given), () => net.Methods.Evaluate(given) })
            Assert.Throws<ObjectDisposedException>(call);
    }

    [Fact]
    public void AForkOutlivesItsNetworkAndTheTrainerDoesNot()
    {
        using GeneratedNetwork net = Net("tiles");
        using var fork = (Network)net.Network.GetType().GetMethod("Fork")!.Invoke(net.Network, null)!;
        net.Network.Dispose();

        Refuses(net);
        using Trainer ofFork = NewTrainer(net, fork);
        Assert.True(float.IsFinite((float)ofFork.Evaluate(Data).Loss));
    }

    [Fact]
    public void ANetworkThatWasDisposedOfHasNoNewTrainer()
    {
        using GeneratedNetwork net = Net("tiles");
        net.Network.Dispose();

        Exception? e = Assert.Throws<System.Reflection.TargetInvocationException>(() => NewTrainer(net, net.Network)).InnerException;
        Assert.IsType<ObjectDisposedException>(e);
    }

    private static void Refuses(GeneratedNetwork net)
    {
        Action update = net.Trainer.GetType().GetMethod("Update")!.CreateDelegate<Action>(net.Trainer);
        foreach (Action call in new Action[] { update, () => net.Trainer.Fit(Data, 1), () => net.Trainer.Evaluate(Data) })
            Assert.Throws<ObjectDisposedException>(call);
    }

    private static Trainer NewTrainer(GeneratedNetwork net, Network network) => (Trainer)Activator.CreateInstance(net.Trainer.GetType(), network, 8, 1)!;

    private static GeneratedNetwork Net(string unroll) => new($"""
        network Disposed
        unroll {unroll}
        input x: 4
        dense 3
        train
          loss softmax-cross-entropy
          optimizer momentum
        """);
}
