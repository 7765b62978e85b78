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
}
