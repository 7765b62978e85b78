namespace NetGen.Compiler.Emission;

/// <summary>How .NET's classes of vectors are called, by their number of floats; with <c>&lt;float&gt;</c> behind it a name is that of the vector itself.</summary>
sealed class VectorNames
{
    readonly string two, four, eight, sixteen;

    VectorNames(string prefix) => (two, four, eight, sixteen) = (prefix + "Vector64", prefix + "Vector128", prefix + "Vector256", prefix + "Vector512");

    /// <summary>In kernels: the directives of their namespace find them before any other.</summary>
    public static VectorNames Plain { get; } = new("");

    /// <summary>Beside the user's types: through an alias of their namespace they are found even where a user has a class of their name.</summary>
    public static VectorNames Aliased { get; } = new("Simd::");

    public string this[int lanes] => lanes switch
    {
        2 => two,
        4 => four,
        8 => eight,
        _ => sixteen,
    };
}
