using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Globalization;
using System.IO;
using System.Linq;

namespace NetGen;

/// <summary>The checkpoints of a training: which there are, which is good, and which go.</summary>
internal sealed class CheckpointDirectory
{
    private const string Prefix = "step-";
    private const string Suffix = ".safetensors";
    private const string DamagedSuffix = ".damaged";

    private readonly Checkpoints options;

    /// <exception cref="IOException">The directory has checkpoints, and they are not to be resumed; or it cannot be made.</exception>
    public CheckpointDirectory(Checkpoints options)
    {
        this.options = options;
        Directory.CreateDirectory(options.Directory);
        AtomicFile.RemoveLeftovers(options.Directory);
        if (!options.Resume && Files().Any())
            throw new IOException(
                $"{options.Directory} has the checkpoints of another training: resume it ({nameof(Checkpoints)}.{nameof(Checkpoints.Resume)}), or save to another directory.");
    }

    /// <summary>The newest checkpoint that was written here, or that training went on from.</summary>
    public string? Last { get; private set; }

    /// <summary>The newest checkpoint that is whole, and what is wrong with newer ones; null where there is none at all.</summary>
    /// <exception cref="InvalidDataException">There are checkpoints, and all are damaged; the message names each.</exception>
    public (CheckpointFile File, ImmutableArray<string> Damaged)? FindLast()
    {
        var damaged = ImmutableArray.CreateBuilder<string>();
        foreach (string path in Files())
        {
            try
            {
                var file = new CheckpointFile(path);
                Last = path;
                return (file, damaged.ToImmutable());
            }
            catch (InvalidDataException e)
            {
                damaged.Add(e.Message);
            }
            catch (IOException e) // a disk that cannot read it back
            {
                damaged.Add($"{path}: the file cannot be read: {e.Message}");
            }
        }
        return damaged.Count == 0 ? null : throw new InvalidDataException($"No checkpoint of {options.Directory} can be used:\n  {string.Join("\n  ", damaged)}");
    }

    /// <summary>Takes what is newer than a checkpoint, and so damaged, out of the way.</summary>
    public void SetDamagedAside(string newest)
    {
        foreach (string path in Files().TakeWhile(path => path != newest))
            File.Move(path, path + DamagedSuffix, overwrite: true);
    }

    /// <summary>Writes a checkpoint, with tensors beside those of the trainer, and removes the oldest.</summary>
    /// <exception cref="IOException">It cannot be written; the message names it, and the others stay.</exception>
    public void Write(Trainer trainer, FloatTensor[] more, IReadOnlyDictionary<string, string> beside, bool isBest)
    {
        // The best one first: a process that ends between the two resumes before both, and writes both again.
        if (isBest)
            CheckpointFile.Write(Path.Combine(options.Directory, Checkpoints.BestFile), trainer, more, beside);
        string path = Path.Combine(options.Directory, string.Create(CultureInfo.InvariantCulture, $"{Prefix}{trainer.Steps:D10}{Suffix}"));
        CheckpointFile.Write(path, trainer, more, beside);
        Last = path;
        foreach (string old in Files().Skip(options.Keep))
            File.Delete(old);
    }

    /// <summary>The newest first.</summary>
    private string[] Files() => [.. Directory.EnumerateFiles(options.Directory, Prefix + "*" + Suffix).OrderByDescending(path => path, StringComparer.Ordinal)];
}
