using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;
using NetGen.Compiler;
using NetGen.Compiler.Binding;
using NetGen.Compiler.Primitives;
using NetGen.Compiler.Targets;

namespace NetGen.Generator.Attributes;

/// <summary>
/// The C# of the attributes. Those of layers, losses, optimizers and schedules come from the catalogue, so that a signature is written once. They are internal and
/// embedded, so that assemblies that see each other's internals do not clash, and leave no trace in the compiled assembly. The classes of the kernels are embedded
/// too: an attribute may stand at one part of a class only, and each kernel is one.
/// </summary>
static class AttributeSource
{
    public const string FileName = "NetGen.Attributes.g.cs";

    public static string Text { get; } = Generate();

    static string Generate()
    {
        var text = new StringBuilder(FixedAttributes);
        foreach (CatalogueAttribute attribute in AttributeTable.All) Append(text, attribute);
        text.Append("}\n\nnamespace NetGen.Generated\n{\n");
        foreach (Target target in Target.All) text.Append($"    [global::Microsoft.CodeAnalysis.Embedded] internal static partial class {target.Name}Kernels;\n");
        return text.Append("}\n").Replace("\r", "").ToString();
    }

    static void Append(StringBuilder text, CatalogueAttribute attribute)
    {
        string name = attribute.ClassName;
        Signature signature = attribute.Signature;
        text.Append('\n');
        text.Append($"    /// <summary>{Escape(signature.Summary)}</summary>\n");
        text.Append($"    /// <remarks><c>{Escape(signature.Formula)}</c>{(signature.Source == "" ? "" : "<br/>" + Escape(signature.Source))}</remarks>\n");
        text.Append("    [global::Microsoft.CodeAnalysis.Embedded, global::System.Diagnostics.Conditional(\"NETGEN_ATTRIBUTES\")]\n");
        bool once = attribute.Role is AttributeRole.Optimizer or AttributeRole.Schedule;
        text.Append("    [global::System.AttributeUsage(global::System.AttributeTargets.Class, "
            + $"Inherited = false, AllowMultiple = {(once ? "false" : "true")})]\n");
        text.Append($"    internal sealed class {name} : {Base(attribute.Role)}\n    {{\n");
        foreach (string parameters in Constructors(attribute.Positional))
        {
            text.Append($"        /// <summary>{Escape(signature.Summary)}</summary>\n");
            foreach (Argument argument in attribute.Positional)
                text.Append($"        /// <param name=\"{argument.Name}\">{Describe(argument)}</param>\n");
            text.Append($"        public {name}({parameters}) {{ }}\n");
        }
        foreach (Argument argument in attribute.Named)
        {
            text.Append($"\n        /// <summary>{Describe(argument)}</summary>\n");
            text.Append($"        public {PropertyType(argument)} {CatalogueAttribute.PropertyName(argument)} {{ get; set; }}{Initial(argument)}\n");
        }
        text.Append("    }\n");
    }

    static string Base(AttributeRole role) => role switch
    {
        AttributeRole.Layer => "LayerAttribute",
        AttributeRole.Loss => "LossAttribute",
        _ => "global::System.Attribute",
    };

    /// <summary>One parameter list for each way to write the arguments: a size is a number or text.</summary>
    static IEnumerable<string> Constructors(IReadOnlyList<Argument> arguments)
    {
        IEnumerable<string> lists = [""];
        foreach (Argument argument in arguments)
        {
            lists = lists.SelectMany(list => ParameterTypes(argument).Select(type =>
                $"{list}{(list == "" ? "" : ", ")}{type} @{argument.Name}{(argument.Default is null ? "" : " = " + Number(argument.Default))}"));
        }
        return lists;
    }

    static string[] ParameterTypes(Argument argument) => argument.Kind switch
    {
        ArgumentKind.Int => ["int"],
        ArgumentKind.Float => ["double"],
        ArgumentKind.Bool => ["bool"],
        ArgumentKind.Size or ArgumentKind.Padding => ["int", "string"],
        ArgumentKind.Word => ["string"],
        ArgumentKind.Shape => ["params int[]", "string"],
        _ => throw new ArgumentOutOfRangeException(nameof(argument)),
    };

    static string PropertyType(Argument argument) => argument.Kind switch
    {
        ArgumentKind.Size or ArgumentKind.Padding => "object?",
        ArgumentKind.Shape or ArgumentKind.Word => "string?",
        _ => ParameterTypes(argument)[0],
    };

    static string Describe(Argument argument)
    {
        string words = argument.Words.Count == 0 ? "" : $" One of: {string.Join(", ", argument.Words)}.";
        string summary = char.ToUpperInvariant(argument.Summary[0]) + argument.Summary.Substring(1);
        return Escape($"{summary}.{words}{Default(argument)}");
    }

    static string Default(Argument argument) => argument.Default switch
    {
        null => "",
        Size size when size == default && argument.Minimum > 0 => "", // the summary says what it follows from
        bool value => $" Default: {(value ? "true" : "false")}.",
        PaddingArgument => " Default: 0.",
        object value => $" Default: {Number(value)}.",
    };

    /// <summary>What a property holds from the start, so that it reads as its documentation says; sizes and paddings are objects, and null where they are not given.</summary>
    static string Initial(Argument argument) => argument.Default switch
    {
        true => " = true;",
        string word => $" = \"{word}\";",
        int or double => $" = {Number(argument.Default)};",
        _ => "",
    };

    static string Number(object value) => Convert.ToString(value, CultureInfo.InvariantCulture)!;

    static string Escape(string text) => text.Replace("&", "&amp;").Replace("<", "&lt;").Replace(">", "&gt;");

    const string FixedAttributes = """
        // <auto-generated/>
        #nullable enable
        namespace NetGen
        {
            /// <summary>Makes the class a network. Its layers stand below as attributes of the same declaration, or in a .net.txt file.</summary>
            [global::Microsoft.CodeAnalysis.Embedded, global::System.Diagnostics.Conditional("NETGEN_ATTRIBUTES")]
            [global::System.AttributeUsage(global::System.AttributeTargets.Class, Inherited = false)]
            internal sealed class NetworkAttribute : global::System.Attribute
            {
                /// <summary>A network whose layers are attributes.</summary>
                public NetworkAttribute() { }

                /// <summary>A network that a file describes.</summary>
                /// <param name="file">The .net.txt file, relative to this source file or by the end of its path.</param>
                /// <param name="arguments">Arguments of the network, such as "classes=10".</param>
                public NetworkAttribute(string @file, params string[] @arguments) { }

                /// <summary>Which network of the file: needed if there are several, and none has the name of the class.</summary>
                public string? Network { get; set; }
            }

            /// <summary>An input of the network.</summary>
            [global::Microsoft.CodeAnalysis.Embedded, global::System.Diagnostics.Conditional("NETGEN_ATTRIBUTES")]
            [global::System.AttributeUsage(global::System.AttributeTargets.Class, Inherited = false, AllowMultiple = true)]
            internal sealed class InputAttribute : global::System.Attribute
            {
                /// <summary>An input of the network.</summary>
                /// <param name="shape">Shape of one example: features, or channels, height, width.</param>
                public InputAttribute(params int[] @shape) { }

                /// <summary>Name of the value, and of the argument of the generated methods. Default: input.</summary>
                public string? Name { get; set; }

                /// <summary>Time steps of a sequence, each of that shape. Default: no sequence.</summary>
                public int Times { get; set; }

                /// <summary>Whether the examples of a sequence have lengths of their own, given behind it. Default: no.</summary>
                public bool Lengths { get; set; }

                /// <summary>Of tokens, in place of a shape: how many there are to choose from.</summary>
                public int Tokens { get; set; }
            }

            /// <summary>The outputs of the network, where they are not the last value.</summary>
            [global::Microsoft.CodeAnalysis.Embedded, global::System.Diagnostics.Conditional("NETGEN_ATTRIBUTES")]
            [global::System.AttributeUsage(global::System.AttributeTargets.Class, Inherited = false)]
            internal sealed class OutputAttribute : global::System.Attribute
            {
                /// <summary>The outputs of the network.</summary>
                /// <param name="value">Name of a value.</param>
                /// <param name="values">Names of more.</param>
                public OutputAttribute(string @value, params string[] @values) { }
            }

            /// <summary>How far loops are unrolled.</summary>
            [global::Microsoft.CodeAnalysis.Embedded, global::System.Diagnostics.Conditional("NETGEN_ATTRIBUTES")]
            [global::System.AttributeUsage(global::System.AttributeTargets.Class, Inherited = false)]
            internal sealed class UnrollAttribute : global::System.Attribute
            {
                /// <summary>How far loops are unrolled.</summary>
                /// <param name="mode">One of: auto, full, tiles.</param>
                public UnrollAttribute(string @mode) { }
            }

            /// <summary>Whether convolutions may be done by Winograd's algorithm.</summary>
            [global::Microsoft.CodeAnalysis.Embedded, global::System.Diagnostics.Conditional("NETGEN_ATTRIBUTES")]
            [global::System.AttributeUsage(global::System.AttributeTargets.Class, Inherited = false)]
            internal sealed class WinogradAttribute : global::System.Attribute
            {
                /// <summary>Whether convolutions may be done by Winograd's algorithm.</summary>
                /// <param name="mode">One of: auto, off.</param>
                public WinogradAttribute(string @mode) { }
            }

            /// <summary>Weight decay while training, of the weights or of those that a layer's path names. Several attributes are for several paths.</summary>
            [global::Microsoft.CodeAnalysis.Embedded, global::System.Diagnostics.Conditional("NETGEN_ATTRIBUTES")]
            [global::System.AttributeUsage(global::System.AttributeTargets.Class, Inherited = false, AllowMultiple = true)]
            internal sealed class DecayAttribute : global::System.Attribute
            {
                /// <summary>Weight decay by the properties.</summary>
                public DecayAttribute() { }

                /// <summary>L2 weight decay.</summary>
                /// <param name="l2">The factor of the weights in the gradient.</param>
                public DecayAttribute(double @l2) { }

                /// <summary>L1 weight decay: the factor of the weights' signs in the gradient. Default: none.</summary>
                public double L1 { get; set; }

                /// <summary>What it is for: "weights", or "all", with biases, scales and slopes. Default: weights.</summary>
                public string? Parameters { get; set; } = "weights";

                /// <summary>A layer's path, such as "layer1.0.conv1", the beginning of several, such as "layer1", or a parameter's name. Default: all that no other of these attributes names.</summary>
                public string? Of { get; set; }
            }

            /// <summary>Limits the L2 norm of the weights of each neuron or filter, behind each update.</summary>
            [global::Microsoft.CodeAnalysis.Embedded, global::System.Diagnostics.Conditional("NETGEN_ATTRIBUTES")]
            [global::System.AttributeUsage(global::System.AttributeTargets.Class, Inherited = false, AllowMultiple = true)]
            internal sealed class MaxNormAttribute : global::System.Attribute
            {
                /// <summary>Limits the norm of each neuron's weights.</summary>
                /// <param name="limit">The most that it may be.</param>
                public MaxNormAttribute(double @limit) { }

                /// <summary>A layer's path, such as "layer1.0.conv1", or the beginning of several, such as "layer1". Default: all that no other of these attributes names.</summary>
                public string? Of { get; set; }
            }

            /// <summary>Batches are windows of streams: the state of recurrent layers goes on from step to step, and no gradient does.</summary>
            [global::Microsoft.CodeAnalysis.Embedded, global::System.Diagnostics.Conditional("NETGEN_ATTRIBUTES")]
            [global::System.AttributeUsage(global::System.AttributeTargets.Class, Inherited = false)]
            internal sealed class StreamAttribute : global::System.Attribute
            {
            }

            /// <summary>The gradient of a recurrence computes again what it needs of a time step, in place of keeping it: less memory for more time.</summary>
            [global::Microsoft.CodeAnalysis.Embedded, global::System.Diagnostics.Conditional("NETGEN_ATTRIBUTES")]
            [global::System.AttributeUsage(global::System.AttributeTargets.Class, Inherited = false)]
            internal sealed class RecomputeAttribute : global::System.Attribute
            {
            }

            /// <summary>Limits the gradients in the update: those of all parameters, or of those that a layer's path names.</summary>
            [global::Microsoft.CodeAnalysis.Embedded, global::System.Diagnostics.Conditional("NETGEN_ATTRIBUTES")]
            [global::System.AttributeUsage(global::System.AttributeTargets.Class, Inherited = false, AllowMultiple = true)]
            internal sealed class ClipAttribute : global::System.Attribute
            {
                /// <summary>The most that the L2 norm of the gradients may be; longer ones are made shorter. Default: no limit.</summary>
                public double Norm { get; set; }

                /// <summary>The most that a gradient may be, up and down. Default: no limit.</summary>
                public double Value { get; set; }

                /// <summary>A layer's path, such as "layer1.0.conv1", or the beginning of several, such as "layer1". Default: all that no other of these attributes names.</summary>
                public string? Of { get; set; }
            }

            /// <summary>Parameters that training leaves as they are; they have no gradient.</summary>
            [global::Microsoft.CodeAnalysis.Embedded, global::System.Diagnostics.Conditional("NETGEN_ATTRIBUTES")]
            [global::System.AttributeUsage(global::System.AttributeTargets.Class, Inherited = false, AllowMultiple = true)]
            internal sealed class FreezeAttribute : global::System.Attribute
            {
                /// <summary>Parameters that training leaves as they are.</summary>
                /// <param name="layers">Paths of layers, such as "conv1 block*", "to conv3" or "* except head".</param>
                public FreezeAttribute(string @layers) { }
            }

            /// <summary>Parameters that have a learning rate of their own.</summary>
            [global::Microsoft.CodeAnalysis.Embedded, global::System.Diagnostics.Conditional("NETGEN_ATTRIBUTES")]
            [global::System.AttributeUsage(global::System.AttributeTargets.Class, Inherited = false, AllowMultiple = true)]
            internal sealed class RateAttribute : global::System.Attribute
            {
                /// <summary>Parameters that have a learning rate of their own.</summary>
                /// <param name="factor">By what the optimizer's learning rate is multiplied.</param>
                /// <param name="of">Paths of layers, such as "conv1 block*", "to conv3" or "* except head".</param>
                public RateAttribute(double @factor, string @of) { }
            }

            /// <summary>A layer. The order of the attributes is the order of the layers.</summary>
            [global::Microsoft.CodeAnalysis.Embedded]
            internal abstract class LayerAttribute : global::System.Attribute
            {
                /// <summary>The values it reads, such as "a, b". Default: the result of the layer above.</summary>
                public string? In { get; set; }

                /// <summary>Names its result; "a, b" if there are several.</summary>
                public string? Name { get; set; }

                /// <summary>Names the layer, and so its parameters. Default: its kind and a number, such as conv1.</summary>
                public string? Label { get; set; }
            }

            /// <summary>A loss: what training makes small.</summary>
            [global::Microsoft.CodeAnalysis.Embedded]
            internal abstract class LossAttribute : global::System.Attribute
            {
                /// <summary>The value it measures. Default: the first output.</summary>
                public string? Of { get; set; }

                /// <summary>Its weight in the sum. Default: 1.</summary>
                public double Weight { get; set; } = 1;

                /// <summary>Name of its target; losses with the same share it. Default: a target of its own.</summary>
                public string? Target { get; set; }
            }

        """;
}
