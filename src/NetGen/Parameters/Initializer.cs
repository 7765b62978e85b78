namespace NetGen;

/// <summary>How a parameter gets its first values.</summary>
public enum Initializer
{
    /// <summary>All 0.</summary>
    Zeros,

    /// <summary>All 1.</summary>
    Ones,

    /// <summary>Normal with standard deviation <c>gain / sqrt(fanIn)</c>; the gain is sqrt(2) before a relu (He et al., 2015).</summary>
    HeNormal,

    /// <summary>Uniform within <c>± gain * sqrt(6 / (fanIn + fanOut))</c> (Glorot and Bengio, 2010).</summary>
    XavierUniform,

    /// <summary>All equal to the gain.</summary>
    Constant,

    /// <summary>The gain in the second of four equal parts and 0 in the others: an LSTM's bias, whose gates are in the order i, f, g, o.</summary>
    ForgetGate,
}
