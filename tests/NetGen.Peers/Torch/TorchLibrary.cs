using System;
using System.Buffers.Binary;
using System.IO;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Text;

namespace NetGen.Peers.Torch;

/// <summary>
/// Makes TorchSharp load where libstdc++ is older than the one it was linked with. Its library asks for GLIBCXX_3.4.32 and uses no symbol of it:
/// marked weak in the copy beside the program, the missing version is a warning of the loader instead of an error.
/// </summary>
public static class TorchLibrary
{
    const string Version = "GLIBCXX_3.4.32";
    const uint VersionNeeds = 0x6ffffffe; // SHT_GNU_verneed
    const byte Weak = 2;                // VER_FLG_WEAK

    /// <summary>Threads of an operation.</summary>
    public static void SetThreads(int threads) => TorchSharp.torch.set_num_threads(threads);

#pragma warning disable CA2255 // Before anything of this assembly is used is before TorchSharp loads its library, which is the last moment.
    [ModuleInitializer]
#pragma warning restore CA2255
    internal static void Prepare()
    {
        string path = Path.Combine(AppContext.BaseDirectory, "libLibTorchSharp.so");
        if (!File.Exists(path)) return;
        byte[] library = File.ReadAllBytes(path);
        int flags = FindFlags(library);
        if (flags < 0 || library[flags] == Weak) return;

        library[flags] = Weak;
        string changed = path + ".weak";
        File.WriteAllBytes(changed, library);
        File.Move(changed, path, overwrite: true);
    }

    /// <summary>Where the version's flags stand in the file, or -1.</summary>
    static int FindFlags(byte[] elf)
    {
        int sections = (int)BinaryPrimitives.ReadInt64LittleEndian(elf.AsSpan(0x28));
        int size = Short(elf, 0x3A), count = Short(elf, 0x3C);
        int needs = Enumerable.Range(0, count).Select(i => sections + (i * size)).FirstOrDefault(s => (uint)Int(elf, s + 4) == VersionNeeds);
        if (needs == 0) return -1;

        int names = Offset(elf, sections + (Int(elf, needs + 0x28) * size));
        for (int file = Offset(elf, needs), next = -1; next != 0; file += next)
        {
            for (int version = file + Int(elf, file + 8), step = -1; step != 0; version += step)
            {
                if (Name(elf, names + Int(elf, version + 8)) == Version) return version + 4;
                step = Int(elf, version + 12);
            }

            next = Int(elf, file + 12);
        }

        return -1;
    }

    static int Offset(byte[] elf, int section) => (int)BinaryPrimitives.ReadInt64LittleEndian(elf.AsSpan(section + 0x18));

    static int Int(byte[] elf, int at) => BinaryPrimitives.ReadInt32LittleEndian(elf.AsSpan(at));

    static int Short(byte[] elf, int at) => BinaryPrimitives.ReadUInt16LittleEndian(elf.AsSpan(at));

    static string Name(byte[] elf, int at) => Encoding.ASCII.GetString(elf, at, Array.IndexOf(elf, (byte)0, at) - at);
}
