using System;
using System.Collections.Immutable;
using System.Globalization;
using System.IO;

namespace NetGen;

/// <summary>Saves the weights at the end of each cycle of the learning rate, so that one training gives several networks for an <see cref="Ensemble"/>.</summary>
/// <remarks>Huang et al.: Snapshot Ensembles: Train 1, Get M for Free, 2017, with <c>new CosineSchedule(period: EveryEpochs)</c>. <see cref="FitResult.Snapshots"/> has the
/// files.</remarks>
/// <param name="Directory">Gets a file for each cycle, such as <c>snapshot-0010.safetensors</c> behind the tenth epoch; made where it does not exist.</param>
/// <param name="EveryEpochs">The epochs of a cycle, from 1 on.</param>
public sealed record Snapshots(string Directory, int EveryEpochs)
{
    private const string Prefix = "snapshot-";
    private const string Suffix = ".safetensors";

    /// <summary>The epochs of a cycle, from 1 on.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not positive.</exception>
    public int EveryEpochs { get; init => field = Require.Positive(value); } = Require.Positive(EveryEpochs);

    /// <summary>The epochs before the first cycle, as those of a warm-up. Default: 0.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative.</exception>
    public int After
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfNegative(value);
            field = value;
        }
    }

    /// <summary>Whether a cycle ends with an epoch, which counts from 1.</summary>
    internal bool EndsWith(int epoch) => epoch > After && (epoch - After) % EveryEpochs == 0;

    /// <summary>The settings that a training goes on with only if they are the same.</summary>
    internal string Identity => string.Create(CultureInfo.InvariantCulture, $"every {EveryEpochs} after {After}");

    /// <summary>Before a training that does not go on from a checkpoint.</summary>
    /// <param name="mayResume">Whether it would: then it may have been killed between the snapshot of its first epoch and its first checkpoint.</param>
    /// <exception cref="IOException">The directory has snapshots of another training.</exception>
    internal void RequireNew(bool mayResume)
    {
        if (!System.IO.Directory.Exists(Directory))
            return;
        foreach (string file in System.IO.Directory.EnumerateFiles(Directory, Prefix + "*" + Suffix))
        {
            if (!mayResume || Path.GetFileName(file) != Path.GetFileName(PathOf(1)))
                throw new IOException($"{file} is there already: each training needs a directory of its own for its snapshots.");
        }
    }

    /// <exception cref="IOException">The file cannot be written.</exception>
    internal void Save(Network network, int epoch)
    {
        System.IO.Directory.CreateDirectory(Directory);
        network.Save(PathOf(epoch));
    }

    /// <summary>The files behind so many epochs.</summary>
    internal ImmutableArray<string> Files(int epochs)
    {
        ImmutableArray<string>.Builder files = ImmutableArray.CreateBuilder<string>();
        for (int epoch = 1; epoch <= epochs; epoch++)
        {
            if (EndsWith(epoch))
                files.Add(PathOf(epoch));
        }
        return files.ToImmutable();
    }

    private string PathOf(int epoch) => Path.Combine(Directory, string.Create(CultureInfo.InvariantCulture, $"{Prefix}{epoch:D4}{Suffix}"));
}
