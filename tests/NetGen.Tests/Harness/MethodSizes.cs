using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace NetGen.Tests.Harness;

/// <summary>The methods of a compiled assembly, as large as RyuJIT will find them.</summary>
public static class MethodSizes
{
    /// <summary>Above either of them RyuJIT compiles a method without optimization: <c>DEFAULT_MIN_OPTS_CODE_SIZE</c> and <c>DEFAULT_MIN_OPTS_LV_NUM_COUNT</c> of its
    /// compiler.h.</summary>
    public const int MaximumIL = 60_000, MaximumLocals = 2_000;

    public static IReadOnlyList<MethodSize> Of(Stream image)
    {
        using var file = new PEReader(image, PEStreamOptions.LeaveOpen);
        MetadataReader metadata = file.GetMetadataReader();
        return [.. metadata.MethodDefinitions.Select(metadata.GetMethodDefinition).Where(m => m.RelativeVirtualAddress != 0).Select(m => Of(file, metadata, m))];
    }

    /// <summary>What exceeds the limits, with its sizes.</summary>
    public static IReadOnlyList<string> Excesses(IEnumerable<MethodSize> methods) =>
        [.. methods.Where(m => m.IL > MaximumIL || m.Locals > MaximumLocals).Select(m => m.ToString())];

    static MethodSize Of(PEReader file, MetadataReader metadata, MethodDefinition method)
    {
        MethodBodyBlock body = file.GetMethodBody(method.RelativeVirtualAddress);
        return new MethodSize($"{TypeName(metadata, method.GetDeclaringType())}.{metadata.GetString(method.Name)}", body.GetILReader().Length, Locals(metadata, body));
    }

    static int Locals(MetadataReader metadata, MethodBodyBlock body)
    {
        if (body.LocalSignature.IsNil) return 0;
        BlobReader signature = metadata.GetBlobReader(metadata.GetStandaloneSignature(body.LocalSignature).Signature);
        signature.ReadSignatureHeader();
        return signature.ReadCompressedInteger();
    }

    static string TypeName(MetadataReader metadata, TypeDefinitionHandle handle)
    {
        TypeDefinition type = metadata.GetTypeDefinition(handle);
        string name = metadata.GetString(type.Name);
        return type.GetDeclaringType() is { IsNil: false } outer ? $"{TypeName(metadata, outer)}.{name}" : name;
    }
}

/// <summary>Bytes of IL and local variables of a method.</summary>
public sealed record MethodSize(string Name, int IL, int Locals);
