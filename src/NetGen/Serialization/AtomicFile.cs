using System;
using System.IO;

namespace NetGen;

/// <summary>Replaces a file at once: a reader sees the old content or the new one, whatever happens in between.</summary>
internal static class AtomicFile
{
    /// <summary>Writes beside the file, flushes to the disk, renames. On failure the new file is removed, and the old one stays.</summary>
    public static void Write(string path, Action<Stream> write)
    {
        string target = Path.GetFullPath(path);
        string temporary = $"{target}.{Guid.NewGuid():N}.tmp";
        try
        {
            using (var stream = new FileStream(temporary, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 1 << 16))
            {
                write(stream);
                stream.Flush(flushToDisk: true);
            }
            File.Move(temporary, target, overwrite: true);
        }
        catch
        {
            File.Delete(temporary);
            throw;
        }
    }
}
