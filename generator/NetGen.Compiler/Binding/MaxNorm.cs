namespace NetGen.Compiler.Binding;

/// <summary>A limit of the L2 norm of the weights that come into a neuron or make a filter: longer ones are made shorter behind the update.</summary>
public sealed record MaxNorm(float Limit, string Path) : ParameterRule(Path);
