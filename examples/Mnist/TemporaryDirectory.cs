using System;
using System.IO;

namespace Mnist;

/// <summary>A directory that is removed in the end.</summary>
internal sealed class TemporaryDirectory : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("mnist").FullName;

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
