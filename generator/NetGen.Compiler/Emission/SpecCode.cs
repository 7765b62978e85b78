using NetGen.Compiler.Binding;

namespace NetGen.Compiler.Emission;

/// <summary>The class part that has the network as it was written. A file of its own: it alone changes with a comment, and compiles nothing again.</summary>
public static class SpecCode
{
    /// <summary>What is longer is not kept: it would be in the assembly of everyone who uses the network.</summary>
    public const int MaxLength = 65536;

    public static SourceFile Write(Network network, string spec) => new($"{network.FileName}.g.spec.cs", ClassCode.Part(network, w =>
    {
        w.Open($"partial class {network.Name}");
        w.Line("/// <inheritdoc/>");
        w.Begin().Append("public override string Spec => @\"").Append(spec.Replace("\r\n", "\n").Replace("\"", "\"\"")).End("\";");
        w.Close();
    }));
}
