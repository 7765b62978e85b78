using System;
using System.Formats.Tar;
using System.IO;

namespace NetGen;

/// <summary>Replaces a file at once: a reader sees the old content or the new one, whatever happens in between.</summary>
internal static class AtomicFile
{
    // With it names have a length of their own: that of the file may be as long as the file system allows.
    private const string Temporary = ".netgen-";

    /// <summary>Writes beside the file, flushes to the disk, renames. On failure the new file is removed, and the old one stays.</summary>
    /// <remarks>A symbolic link stays one: what it leads to is replaced. The new file has the old one's Unix mode.</remarks>
    /// <exception cref="IOException">The file cannot be written, or is none: a directory, a device, a pipe.</exception>
    public static void Write<T>(string path, T content, Action<Stream, T> write) where T : allows ref struct
    {
        string target = Path.GetFullPath(path);
        string temporary = "";
        try
        {
            target = Resolve(target);
            temporary = Path.Combine(Path.GetDirectoryName(target)!, Temporary + Path.GetRandomFileName());
            using (var stream = new FileStream(temporary, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 1 << 16))
            {
                if (!OperatingSystem.IsWindows() && File.Exists(target))
                    File.SetUnixFileMode(stream.SafeFileHandle, File.GetUnixFileMode(target));
                write(stream, content);
                stream.Flush(flushToDisk: true);
            }
            File.Move(temporary, target, overwrite: true);
        }
        catch (Exception e)
        {
            if (temporary.Length > 0)
                Remove(temporary);
            // The last is .NET's for a file that becomes larger than its file system allows.
            if (e is not (IOException or UnauthorizedAccessException or ArgumentOutOfRangeException { ParamName: "value" }))
                throw;

            string message = $"{path}: the file cannot be written: {(temporary.Length > 0 ? e.Message.Replace(temporary, target, StringComparison.Ordinal) : e.Message)}";
            throw e is DirectoryNotFoundException ? new DirectoryNotFoundException(message, e) : new IOException(message, e);
        }
    }

    /// <summary>Removes what is left in a directory of writers that were killed. No other may be at work there.</summary>
    public static void RemoveLeftovers(string directory)
    {
        foreach (string file in Directory.EnumerateFiles(directory, Temporary + "*"))
            Remove(file);
    }

    private static string Resolve(string path)
    {
        string target = new FileInfo(path) is { LinkTarget: not null } link ? link.ResolveLinkTarget(returnFinalTarget: true)!.FullName : path;
        if (Path.EndsInDirectorySeparator(target) || Directory.Exists(target))
            throw new IOException("It is a directory.");
        if (!OperatingSystem.IsWindows() && new FileInfo(target) is { Exists: true, Length: 0 } && TypeOf(target) is var type and not TarEntryType.RegularFile)
            throw new IOException($"It is no regular file ({type}).");
        return target;
    }

    /// <summary>The type of an empty file, as devices and pipes are. .NET tells it nowhere but in archives.</summary>
    private static TarEntryType TypeOf(string path)
    {
        using var archive = new MemoryStream();
        using (var writer = new TarWriter(archive, TarEntryFormat.Pax, leaveOpen: true))
            writer.WriteEntry(path, "file");
        archive.Position = 0;
        using var reader = new TarReader(archive);
        return reader.GetNextEntry()!.EntryType;
    }

    /// <summary>What went wrong before is to be told, not that this did too.</summary>
    private static void Remove(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
        }
    }
}
