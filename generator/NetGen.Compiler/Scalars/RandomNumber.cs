namespace NetGen.Compiler.Scalars;

/// <summary>
/// Random numbers as a pure function of a key of two words and the element's number: no state, so that the backward pass computes again what the forward pass drew. The function is
/// MurmurHash3's finalizer (Appleby), once under each word: four multiplications, where a cipher takes forty. The keys are drawn by one (see <c>RandomKeys</c>).
/// </summary>
static class RandomNumber
{
    /// <summary>Uniform in [0, 1), in steps of 2^-24. The keys are words as the bits of floats.</summary>
    public static Expr Uniform(Element element, Expr key0, Expr key1)
    {
        Expr bits = Mix(Expr.IntAdd(Mix(Expr.Xor(Expr.ElementIndex(element), Expr.FloatBits(key0))), Expr.FloatBits(key1)));
        return Expr.ToFloat(Expr.ShiftRightLogical(bits, 8)) * (1f / (1 << 24));
    }

    /// <summary>A word of which each bit depends on all bits of <paramref name="x"/>.</summary>
    public static Expr Mix(Expr x)
    {
        x = Expr.Xor(x, Expr.ShiftRightLogical(x, 16));
        x = Expr.IntMultiply(x, Expr.Bits(unchecked((int)0x85ebca6b)));
        x = Expr.Xor(x, Expr.ShiftRightLogical(x, 13));
        x = Expr.IntMultiply(x, Expr.Bits(unchecked((int)0xc2b2ae35)));
        return Expr.Xor(x, Expr.ShiftRightLogical(x, 16));
    }

    /// <summary>The uniform that holds, in the loop over time steps, how many examples come before the present step's. It is a whole number, whose bits stand in the place of a
    /// float's.</summary>
    public const string ExamplesBefore = "examplesBefore";

    /// <summary>An expression as a loop over time steps computes it, step by step: elements have the numbers that they have where all steps are done together.</summary>
    public static Expr StepByStep(Expr expression) => expression.Rewrite(e => e.Op == Op.ElementIndex && ((Element)e.Tag!).BatchStride is var stride and not 0
        ? Expr.IntAdd(e, Expr.IntMultiply(Expr.FloatBits(Expr.Uniform(ExamplesBefore)), Expr.Bits(stride)))
        : null);
}
