using System.Runtime.CompilerServices;
using NetGen.Data;

namespace NetGen.Tests.Examples;

/// <summary>The data that stand in the examples' folders.</summary>
static class ExampleFiles
{
    public static string Path(string name, [CallerFilePath] string here = "") =>
        System.IO.Path.GetFullPath(System.IO.Path.Combine(System.IO.Path.GetDirectoryName(here)!, "../../../examples", name));

    /// <summary>MNIST's test images.</summary>
    public static DataSet Digits() => IdxFile.ReadLabelledImages(Path("Mnist/data/t10k-images-idx3-ubyte.gz"), Path("Mnist/data/t10k-labels-idx1-ubyte.gz"));
}
