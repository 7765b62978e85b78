using System;
using System.IO;

namespace NetGen.Shared;

/// <summary>A file that is written at the end of long work.</summary>
internal static class OutputFile
{
    /// <summary>Tells now, not after the work, that there can be no such file.</summary>
    /// <exception cref="IOException">The path is a directory, or the file's does not exist, or nothing can be written there.</exception>
    public static void Check(string path)
    {
        if (Directory.Exists(path))
            throw new IOException($"{path} is a directory: name a file.");
        string probe = Path.Combine(Path.GetDirectoryName(Path.GetFullPath(path))!, Path.GetRandomFileName());
        try
        {
            File.Create(probe, 1, FileOptions.DeleteOnClose).Dispose();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new IOException($"{path} cannot be written here: {e.Message.Replace(probe, Path.GetFullPath(path), StringComparison.Ordinal)}", e);
        }
    }
}
