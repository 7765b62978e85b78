using System.IO;
using System.IO.Compression;
using System.Text;

namespace NetGen.Shared;

/// <summary>Reads texts in UTF-8, plain or compressed with gzip, which the first bytes tell.</summary>
internal static class TextFile
{
    /// <exception cref="InvalidDataException">It is empty, damaged, or not UTF-8; the message names the file.</exception>
    public static string Read(string path)
    {
        byte[] bytes = File.ReadAllBytes(path);
        try
        {
            using Stream plain = bytes is [0x1F, 0x8B, ..] ? new GZipStream(new MemoryStream(bytes), CompressionMode.Decompress) : new MemoryStream(bytes);
            using var reader = new StreamReader(plain, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true));
            string text = reader.ReadToEnd().ReplaceLineEndings("\n");
            return text.Length > 0 ? text : throw new InvalidDataException("the file is empty");
        }
        catch (DecoderFallbackException e)
        {
            throw new InvalidDataException($"{path}: the text is not UTF-8", e);
        }
        catch (InvalidDataException e)
        {
            throw new InvalidDataException($"{path}: {e.Message}", e);
        }
    }
}
