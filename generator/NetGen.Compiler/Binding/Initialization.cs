namespace NetGen.Compiler.Binding;

public enum InitializationKind
{
    Weight,  // He before a rectifier, Xavier otherwise: decided when the whole network is known
    He,
    Xavier,
    Constant,
    ForgetGate, // of an LSTM's bias in order i, f, g, o: 1 for f, 0 for the others
}

/// <summary>How a parameter starts. Fans are those of one output and one input of the layer.</summary>
public sealed record Initialization(InitializationKind Kind, int FanIn, int FanOut, float Value)
{
    public static Initialization Zeros { get; } = Constant(0);
    public static Initialization Ones { get; } = Constant(1);

    public static Initialization ForgetGate { get; } = new(InitializationKind.ForgetGate, 0, 0, 0);

    public static Initialization Weight(int fanIn, int fanOut) => new(InitializationKind.Weight, fanIn, fanOut, 0);

    public static Initialization Constant(float value) => new(InitializationKind.Constant, 0, 0, value);
}
