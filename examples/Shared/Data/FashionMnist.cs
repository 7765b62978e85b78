namespace NetGen.Shared;

/// <summary>Where Fashion-MNIST is: Debian has it as a package.</summary>
internal static class FashionMnist
{
    public const string Directory = "/usr/share/datasets/fashion-mnist";

    /// <summary>What to do where it is not there.</summary>
    public const string HowToGet =
        $"there is no {Directory}; Debian's package dataset-fashion-mnist has it: apt-get install dataset-fashion-mnist. "
        + "Elsewhere give the directory of its four IDX files.";
}
