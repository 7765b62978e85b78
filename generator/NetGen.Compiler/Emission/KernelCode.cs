using System;
using System.Globalization;
using System.Linq;
using NetGen.Compiler.Kernels;
using NetGen.Compiler.Targets;

namespace NetGen.Compiler.Emission;

/// <summary>Kernels as methods, each in a file of its own. Their names say their content, so equal ones are one.</summary>
sealed class KernelCode(Target target)
{
    readonly CodeWriter body = new(depth: 2), file = new(); // of the kernel that is being printed

    /// <summary>The class that they are in.</summary>
    public static string ClassOf(Target target) => $"global::NetGen.Generated.{target.Name}Kernels";

    public KernelText Print(Kernel kernel)
    {
        body.Clear();
        new KernelPrinter(body, target, VectorNames.Plain, kernel.Parameters, kernel.Parameters.Select(p => p.Name).ToArray()).Print(kernel.Body);
        string parameters = string.Join(", ", kernel.Parameters.Select(p => $"{(p.IsInt ? "int" : "float")}* {p.Name}")
            .Concat(kernel.Uniforms.Select(u => "float " + u)).Concat(["int n", "int lo", "int hi"]));
        string name = $"{kernel.Label}_{Hash(kernel.Summary, parameters)}";
        return new KernelText(name, new SourceFile($"NetGen.{target.Name}.{name}.g.cs", Source(name, kernel.Summary, parameters)));
    }

    string Source(string name, string summary, string parameters)
    {
        file.Clear();
        FileHeader.Begin(file);
        file.Line("namespace NetGen.Generated;");
        file.Line();
        file.Line("using global::System.Runtime.CompilerServices;");
        file.Line("using global::System.Runtime.Intrinsics;");
        file.Line();
        file.Open($"internal static unsafe partial class {target.Name}Kernels");
        file.Line($"// {summary.Replace('\n', ' ')}");
        file.Line("[MethodImpl(MethodImplOptions.AggressiveOptimization)]");
        file.Open($"internal static void {name}({parameters})");
        file.Written(body);
        file.Close();
        file.Close();
        return file.ToString();
    }

    /// <summary>FNV-1a over the UTF-16 units of what is said of the kernel and of its body: the same on every host.</summary>
    string Hash(string summary, string parameters)
    {
        ulong hash = 14695981039346656037;
        Add(summary.AsSpan());
        Add(parameters.AsSpan());
        Add(body.Text);
        return hash.ToString("x16", CultureInfo.InvariantCulture);

        void Add(ReadOnlySpan<char> text)
        {
            foreach (char c in text) hash = unchecked((hash ^ c) * 1099511628211);
        }
    }
}
