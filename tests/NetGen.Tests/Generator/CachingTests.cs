using System.Linq;
using NetGen.Generator;
using Xunit;

namespace NetGen.Tests.Generator;

public class CachingTests
{
    private const string Unrelated = "namespace Project; class Unrelated { int F() => 1; }";

    private static GeneratorProject Project()
    {
        GeneratorProject project = new GeneratorProject()
            .File("LeNet5.net.txt", Examples.LeNet5Text)
            .File("Small.net.txt", "network Small\ninput x: 4\ndense 2")
            .File("LeNet5.cs", Examples.LeNet5Attributes.Replace("namespace Project", "namespace Project.Attributes", System.StringComparison.Ordinal))
            .File("Unrelated.cs", Unrelated);
        Assert.Empty(project.Run().Diagnostics);
        return project;
    }

    private static void AssertCached(GeneratorResult result, params string[] steps)
    {
        foreach (string step in steps)
        {
            Assert.NotEmpty(result.Reasons(step));
            Assert.True(result.IsCached(step), $"{step}: {string.Join(", ", result.Reasons(step))}");
        }
    }

    [Fact]
    public void NothingRunsTwice() => AssertCached(Project().Run(), Steps.All);

    [Theory]
    [InlineData("Unrelated.cs", "namespace Project; class Unrelated { int F() => 2; }")]
    [InlineData("Unrelated.cs", "// a line more\n" + Unrelated)]
    [InlineData("New.cs", "namespace Project; public class New;")]
    [InlineData("New.cs", "namespace Project; [System.Obsolete] public partial class LeNet5 { int field; }")]
    public void AnEditElsewhereChangesNoStep(string path, string text) => AssertCached(Project().File(path, text).Run(), Steps.All);

    [Fact]
    public void AnEditAboveTheClassCompilesNothing()
    {
        string text = "// a line more\n" + Examples.LeNet5Attributes.Replace("namespace Project", "namespace Project.Attributes", System.StringComparison.Ordinal);

        AssertCached(Project().File("LeNet5.cs", text).Run(), Steps.Networks, Steps.Compiled, Steps.Sources, Steps.Diagnostics);
    }

    [Fact]
    public void AMovedLineOfAFileCompilesNothing() =>
        AssertCached(Project().File("LeNet5.net.txt", "# a line more\n" + Examples.LeNet5Text).Run(), Steps.Networks, Steps.Compiled, Steps.Sources);

    [Fact]
    public void AnotherFileIsNotParsedOrBoundAgain()
    {
        GeneratorResult result = Project().File("Small.net.txt", "network Small\ninput x: 4\ndense 3").Run();

        foreach (string step in new[] { Steps.Texts, Steps.Parsed, Steps.Bound, Steps.Networks, Steps.Compiled })
            Assert.Single(result.Reasons(step), reason => reason is Microsoft.CodeAnalysis.IncrementalStepRunReason.Modified);
    }

    [Fact]
    public void AUsedFileBindsItsUsersOnly()
    {
        GeneratorProject project = Project()
            .File("blocks.net.txt", "block pair(n)\n  in | dense n | tanh")
            .File("user.net.txt", "use \"blocks.net.txt\"\nnetwork User\ninput x: 4\npair 3");
        Assert.Empty(project.Run().Diagnostics);

        GeneratorResult result = project.File("blocks.net.txt", "block pair(n)\n  in | dense n | relu").Run();

        Assert.Single(result.Reasons(Steps.Compiled), reason => reason is Microsoft.CodeAnalysis.IncrementalStepRunReason.Modified);
    }

    [Fact]
    public void ANewFileCompilesNoOther()
    {
        GeneratorResult result = Project().File("Another.net.txt", "network Another\ninput x: 4\ndense 3").Run();

        Assert.Single(result.Reasons(Steps.Compiled), reason => reason is Microsoft.CodeAnalysis.IncrementalStepRunReason.New);
        Assert.Equal(3, result.Reasons(Steps.Compiled).Count(reason => reason is Microsoft.CodeAnalysis.IncrementalStepRunReason.Cached));
    }
}
