using System.Collections.Generic;
using System.Linq;
using NetGen.Compiler.Binding;
using NetGen.Generator.Attributes;
using Xunit;

namespace NetGen.Tests.Generator;

public class AttributeTests
{
    [Fact]
    public void EveryAttributeCompilesWithoutArgumentsAndWithAll()
    {
        IEnumerable<string> uses = AttributeTable.All.SelectMany((attribute, i) =>
        {
            string all = string.Join(", ", [Required(attribute), .. Common(attribute), .. attribute.Named.Select(Property)]).TrimStart(',', ' ');
            return new[]
            {
                $"[{attribute.Signature.ClassName}({Required(attribute)})] class A{i};",
                $"[{attribute.Signature.ClassName}({all})] class B{i};",
            };
        });

        GeneratorResult result = new GeneratorProject().File("a.cs", "using NetGen;\n" + string.Join("\n", uses)).Run();

        Assert.Empty(result.CompilerMessages);
    }

    [Fact]
    public void SizesAreNumbersOrText()
    {
        GeneratorResult result = new GeneratorProject().File("a.cs", """
            using NetGen;
            [Conv(6, 5, Pad = 2), Conv(6, "3x5", Pad = "same", Stride = "1x2"), MaxPool(2, Stride = 1), MaxPool("2x3")]
            [Reshape(16, 5, 5), Reshape("16x5x5")]
            class A;
            [Adam] class B;
            [Adam(1e-3)] class C;
            [Adam(lr: 1e-3, beta2: 0.99)] class D;
            [Adam(Beta1 = 0.8)] class E;
            """).Run();

        Assert.Empty(result.CompilerMessages);
    }

    [Fact]
    public void PropertiesAreInPascalCase()
    {
        Assert.All(AttributeTable.All.SelectMany(a => a.Named), argument => Assert.Matches("^([A-Z][a-z]*[0-9]?)+$", CatalogueAttribute.PropertyName(argument)));
        GeneratorResult result = new GeneratorProject().File("a.cs", "using NetGen;\n[AvgPool(3, Pad = 1, CountPad = false)] class A;").Run();

        Assert.Empty(result.CompilerMessages);
    }

    [Fact]
    public void NoArgumentHasTheNameOfWhatEveryAttributeTakes()
    {
        foreach (CatalogueAttribute attribute in AttributeTable.All)
            Assert.DoesNotContain(attribute.Signature.Arguments, a => CatalogueAttribute.PropertyName(a) is "In" or "Name" or "Label" or "Of" or "Weight");
    }

    [Fact]
    public void AttributesLeaveNoTraceInTheAssembly()
    {
        GeneratorResult result = new GeneratorProject().File("a.cs", "using NetGen;\n[Conv(6, 5), Tanh] public class A;").Run();
        using var assembly = new System.IO.MemoryStream();
        Assert.True(result.Output.Emit(assembly).Success);

        object[] attributes = System.Reflection.Assembly.Load(assembly.ToArray()).GetType("A", throwOnError: true)!.GetCustomAttributes(inherit: false);

        Assert.DoesNotContain(attributes, a => a.GetType().Namespace == "NetGen");
    }

    private static string Required(CatalogueAttribute attribute) =>
        string.Join(", ", attribute.Positional.Where(a => a.Default is null).Select(a => a.Kind == ArgumentKind.Shape ? "1, 2, 3" : "3"));

    private static IEnumerable<string> Common(CatalogueAttribute attribute) => attribute.Role switch
    {
        AttributeRole.Layer => ["In = \"a, b\"", "Name = \"c\"", "Label = \"d\""],
        AttributeRole.Loss => ["Of = \"a\"", "Weight = 0.5", "Target = \"labels\""],
        _ => [],
    };

    private static string Property(Argument argument) => CatalogueAttribute.PropertyName(argument) + " = " + argument.Kind switch
    {
        ArgumentKind.Bool => "true",
        ArgumentKind.Word => $"\"{argument.Words[0]}\"",
        ArgumentKind.Shape => "\"1x2\"",
        ArgumentKind.Size or ArgumentKind.Padding => "\"1x2\"",
        _ => "1",
    };
}
