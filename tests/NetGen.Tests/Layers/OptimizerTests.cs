using System;
using System.Collections.Generic;
using System.Linq;
using NetGen.Compiler;
using NetGen.Compiler.Binding;
using NetGen.Compiler.Optimizers;
using NetGen.Compiler.Scalars;
using NetGen.Tests.Scalars;
using Xunit;

namespace NetGen.Tests.Layers;

/// <summary>Ten steps of every optimizer against its published formula in double precision.</summary>
public sealed class OptimizerTests
{
    const double Lr = 0.05, Eps = 1e-7;

    static readonly float[] Gradients = [0.5f, -0.25f, 1.5f, 0.125f, -2, 0.75f, 0.01f, -0.3f, 0.6f, 0.2f];

    /// <summary>New parameter from parameter, gradient, states and step.</summary>
    static double Formula(string keyword, string form, double x, double g, double[] s, int t, double lr, WeightDecay decay)
    {
        double pull = (decay.L2 * x) + (decay.L1 * Math.Sign(x));
        if (keyword != "adamw") g += pull;
        switch (keyword)
        {
            case "sgd": return x - (lr * g);
            case "momentum":
                s[0] = (0.9 * s[0]) + g;
                return x - (lr * s[0]);
            case "nesterov" when form == "pytorch":
                s[0] = (0.9 * s[0]) + g;
                return x - (lr * (g + (0.9 * s[0])));
            case "nesterov":
                double v = s[0];
                s[0] = (0.9 * v) - (lr * g);
                return x - (0.9 * v) + (1.9 * s[0]);
            case "adagrad":
                s[0] += g * g;
                return x - (lr * g / (Math.Sqrt(s[0]) + Eps));
            case "rmsprop":
                s[0] = (0.9 * s[0]) + (0.1 * g * g);
                return x - (lr * g / (Math.Sqrt(s[0]) + Eps));
            default:
                s[0] = (0.9 * s[0]) + (0.1 * g);
                s[1] = (0.999 * s[1]) + (0.001 * g * g);
                double mean = s[0] / (1 - Math.Pow(0.9, t)), square = s[1] / (1 - Math.Pow(0.999, t));
                if (keyword == "adamw") x -= lr * pull;
                return x - (lr * mean / (Math.Sqrt(square) + Eps));
        }
    }

    [Theory]
    [InlineData("sgd")]
    [InlineData("momentum")]
    [InlineData("nesterov")]
    [InlineData("nesterov", "pytorch")]
    [InlineData("adagrad")]
    [InlineData("rmsprop")]
    [InlineData("adam")]
    [InlineData("adamw")]
    public void FollowsItsFormula(string keyword, string form = "")
    {
        foreach (var decay in new WeightDecay[] { default, new(0.1f, 0), new(0, 0.1f), new(0.1f, 0.2f) })
        {
            (double exact, float x) = (0.7, 0.7f);
            var exactStates = new double[2];
            var stepper = new Stepper(keyword, form, decay);
            for (int t = 1; t <= Gradients.Length; t++)
            {
                double lr = Lr / t; // a schedule, so that the two forms of Nesterov differ
                exact = Formula(keyword, form, exact, Gradients[t - 1], exactStates, t, lr, decay);
                x = stepper.Step(x, Gradients[t - 1], t, (float)lr);
                Assert.Equal(exact, x, 2e-6);
            }
        }
    }

    [Fact]
    public void FormsOfNesterovAgreeWhileTheRateStays()
    {
        (float notes, float pytorch) = (0.7f, 0.7f);
        Stepper first = new("nesterov", "notes", default), second = new("nesterov", "pytorch", default);
        for (int t = 1; t <= Gradients.Length; t++)
        {
            notes = first.Step(notes, Gradients[t - 1], t, (float)Lr);
            pytorch = second.Step(pytorch, Gradients[t - 1], t, (float)Lr);
            Assert.Equal(notes, pytorch, 1e-5f);
        }
    }

    sealed class Stepper
    {
        readonly Optimizer optimizer;
        readonly Arguments arguments;
        readonly FloatMachine machine;
        readonly float[] states;

        public Stepper(string keyword, string form, WeightDecay decay)
        {
            optimizer = Bench.Optimizer(keyword);
            arguments = Bench.Arguments(optimizer.Signature, form == "" ? [] : [("form", form)]);
            states = new float[optimizer.States(arguments)];
            OptimizerStep step = optimizer.Step(arguments, Expr.Argument(0), Expr.Argument(1), states.Select((_, i) => Expr.Argument(2 + i)).ToSeq(), decay);
            Assert.Equal(states.Length, step.States.Count);
            machine = new FloatMachine([step.Parameter, .. step.States], fused: true);
        }

        public float Step(float x, float g, int t, float lr)
        {
            machine.Uniforms["lr"] = lr;
            foreach ((string name, string text) in optimizer.Uniforms(arguments)) machine.Uniforms[name] = (float)Evaluate(text, t);
            float result = machine.Run([x, g, .. states]);
            for (int i = 0; i < states.Length; i++) states[i] = machine.Result(1 + i);
            return result;
        }

        // The generated code compiles these; here the two there are stand as they are written.
        static double Evaluate(string text, int step) => text switch
        {
            "1 / (1 - global::System.Math.Pow(0.9, step))" => 1 / (1 - Math.Pow(0.9, step)),
            "1 / global::System.Math.Sqrt(1 - global::System.Math.Pow(0.999, step))" => 1 / Math.Sqrt(1 - Math.Pow(0.999, step)),
            _ => throw new ArgumentException(text),
        };
    }
}
