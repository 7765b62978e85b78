using System;
using System.IO;
using NetGen.Tests.Examples;
using Xunit;

namespace NetGen.Tests.Harness;

/// <summary>Pages of the documents that a program writes.</summary>
static class WrittenPage
{
    /// <summary>Requires that a page is what is written now; with NETGEN_UPDATE=1 it becomes that.</summary>
    public static void Check(string name, string page)
    {
        string path = ExampleFiles.Path($"../docs/{name}");
        if (Environment.GetEnvironmentVariable("NETGEN_UPDATE") == "1") File.WriteAllText(path, page);
        Assert.True(page == File.ReadAllText(path).Replace("\r\n", "\n", StringComparison.Ordinal), $"docs/{name} is not current; run the tests with NETGEN_UPDATE=1");
    }
}
