namespace NetGen.Compiler.Scalars;

/// <summary>The operations of scalar expressions. A target needs a text for each of them, and for nothing else.</summary>
public enum Op
{
    // Leaves.
    Constant,     // a float
    Argument,     // input number Index of the map it stands in
    Coordinate,   // position along axis Index of the domain, as a float
    ElementIndex, // number of the element, as an int: Tag says which (Element)
    Uniform,      // a number that is the same for the whole run: Name
    Leaf,         // something of the kernel stage (a load, a local): Tag

    // float, float -> float
    Add, Subtract, Multiply, Divide, Minimum, Maximum,
    MultiplyAdd,  // a·b + c, fused where the target can

    // float -> float
    Negate, Absolute, SquareRoot,
    Call,         // Function(a): replaced by its expansion before a target sees it

    // float, float -> mask; mask, float, float -> float
    Less, LessOrEqual, Equal, Select,

    // On the bits of lanes: int32.
    FloatBits,    // float -> int, same bits
    BitsFloat,    // int -> float, same bits
    ToFloat,      // int -> float, by value
    IntConstant,  // bits in Index
    IntAdd, IntSubtract, IntMultiply, And, Xor,
    ShiftLeft, ShiftRight, ShiftRightLogical, // by Index; ShiftRight keeps the sign

    // On the positions of lanes, in each four of them: units of Index floats (1 or 2), one from a, one from b. Vector targets only.
    InterleaveLow,  // those of the lower half
    InterleaveHigh, // those of the upper half
}
