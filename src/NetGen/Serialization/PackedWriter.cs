using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;

namespace NetGen;

/// <summary>Writes parameters in the layouts of kernels.</summary>
internal static unsafe class PackedWriter
{
    public static void Save(string path, ParameterSet parameters, IEnumerable<(string InstructionSet, NetworkLayout Layout)> layouts)
    {
        // Instruction sets with the same layout share the weights.
        var sections = layouts.GroupBy(l => l.Layout.Hash)
            .Select(group => (Hash: group.Key, group.First().Layout, Names: string.Join(", ", group.Select(l => l.InstructionSet)))).ToArray();
        AtomicFile.Write(path, sections, (stream, sections) =>
        {
            var header = new byte[PackedFormat.Entry * (1 + sections.Length)];
            PackedFormat.Magic.CopyTo(header);
            BinaryPrimitives.WriteInt32LittleEndian(header.AsSpan(PackedFormat.VersionAt), PackedFormat.Version);
            BinaryPrimitives.WriteInt32LittleEndian(header.AsSpan(PackedFormat.CountAt), sections.Length);
            long offset = header.Length;
            for (int i = 0; i < sections.Length; i++)
            {
                Span<byte> entry = header.AsSpan(PackedFormat.Entry * (1 + i), PackedFormat.Entry);
                BinaryPrimitives.WriteUInt64LittleEndian(entry, sections[i].Hash);
                BinaryPrimitives.WriteInt64LittleEndian(entry[PackedFormat.OffsetAt..], offset);
                BinaryPrimitives.WriteInt64LittleEndian(entry[PackedFormat.FloatsAt..], sections[i].Layout.Floats);
                Encoding.ASCII.GetBytes(sections[i].Names, entry[PackedFormat.NameAt..]);
                offset += PackedFormat.SectionBytes(sections[i].Layout.Floats);
            }
            stream.Write(header);
            foreach ((_, NetworkLayout layout, _) in sections)
                WriteSection(stream, parameters, layout);
        });
    }

    private static void WriteSection(Stream stream, ParameterSet parameters, NetworkLayout layout)
    {
        using var section = new AlignedBuffer(PackedFormat.SectionBytes(layout.Floats) / sizeof(float));
        var packed = new ParameterSet(layout, section);
        foreach (Parameter parameter in parameters)
            packed[parameter.Name].CopyFrom(parameter.ToArray());
        for (long written = 0; written < section.Length;)
        {
            int floats = (int)Math.Min(section.Length - written, 1 << 20);
            stream.Write(new ReadOnlySpan<byte>(section.Pointer + written, floats * sizeof(float)));
            written += floats;
        }
    }
}
