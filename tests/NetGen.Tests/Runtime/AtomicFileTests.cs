using System;
using System.Diagnostics;
using System.IO;
using System.Linq;
using Xunit;

namespace NetGen.Tests.Runtime;

/// <summary>Saving replaces the content of a file, and nothing else about it.</summary>
public sealed class AtomicFileTests : IDisposable
{
    private readonly TemporaryDirectory directory = new();
    private readonly LinearClassifier network = new(seed: 1);

    public void Dispose()
    {
        network.Dispose();
        directory.Dispose();
    }

    [Theory]
    [InlineData(false), InlineData(true)]
    public void ASymbolicLinkStaysAndItsTargetIsReplaced(bool exists)
    {
        if (OperatingSystem.IsWindows()) return;
        Directory.CreateDirectory(directory["real"]);
        if (exists) directory.Write("real/net", "old");
        File.CreateSymbolicLink(directory["link"], "real/net");
        File.CreateSymbolicLink(directory["further"], directory["link"]);

        network.Save(directory["further"]);

        Assert.Equal(directory["link"], new FileInfo(directory["further"]).LinkTarget);
        Assert.Equal("real/net", new FileInfo(directory["link"]).LinkTarget);
        network.LoadWeights(directory["real/net"]);
        Assert.Equal(["net"], Directory.GetFiles(directory["real"]).Select(Path.GetFileName));
    }

    [Fact]
    public void TheModeStays()
    {
        if (OperatingSystem.IsWindows()) return;
        const UnixFileMode Mode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        string path = directory.Write("net", "old");
        File.SetUnixFileMode(path, Mode);

        network.Save(path);

        Assert.Equal(Mode, File.GetUnixFileMode(path));
    }

    [Fact]
    public void ALongNameFits()
    {
        string path = directory[new string('n', 255)];

        network.Save(path);

        network.LoadWeights(path);
    }

    [Fact]
    public void WhatIsNoRegularFileIsRefused()
    {
        Directory.CreateDirectory(directory["net"]);
        Refuses(directory["net"], "directory");
        Assert.Empty(Directory.GetFiles(directory.Path));
        if (OperatingSystem.IsWindows()) return;

        using (Process make = Process.Start("mkfifo", [directory["pipe"]])) make.WaitForExit();
        Refuses(directory["pipe"], "no regular file (Fifo)");
        File.CreateSymbolicLink(directory["null"], "/dev/null");
        Refuses(directory["null"], "no regular file (CharacterDevice)");
        Assert.Equal("/dev/null", new FileInfo(directory["null"]).LinkTarget);
    }

    [Fact]
    public void AnEmptyFileIsReplaced()
    {
        string path = directory.Write("net", "");

        network.Save(path);

        network.LoadWeights(path);
    }

    [Fact]
    public void MessagesNameTheFileThatWasAskedFor()
    {
        string path = directory["none/net"];

        string message = Refuses(path, "the file cannot be written");

        Assert.DoesNotContain(".netgen-", message, StringComparison.Ordinal);
        Refuses(directory[new string('n', 256)], "the file cannot be written");
    }

    private string Refuses(string path, string reason)
    {
        string message = Assert.ThrowsAny<IOException>(() => network.Save(path)).Message;
        Assert.StartsWith(path, message, StringComparison.Ordinal);
        Assert.Contains(reason, message, StringComparison.Ordinal);
        return message;
    }
}
