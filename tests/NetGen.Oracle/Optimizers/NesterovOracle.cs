using NetGen.Compiler.Binding;

namespace NetGen.Oracle.Optimizers;

/// <summary>
/// Course notes: v' ← ρ · v − lr · g; θ ← θ − ρ · v + (1 + ρ) · v'. PyTorch: v ← ρ · v + g; θ ← θ − lr · (g + ρ · v).
/// </summary>
public sealed class NesterovOracle : OptimizerOracle
{
    public override string Keyword => "nesterov";

    public override double Step(Arguments arguments, double learningRate, double pull, int step, double parameter, double gradient, double[] states)
    {
        double g = gradient + pull, rho = arguments.Double("rho"), before = states[0];
        if (arguments.Word("form") == "pytorch")
        {
            states[0] = (rho * before) + g;
            return parameter - (learningRate * (g + (rho * states[0])));
        }

        states[0] = (rho * before) - (learningRate * g);
        return parameter - (rho * before) + ((1 + rho) * states[0]);
    }
}
