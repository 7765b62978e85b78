using System;
using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;
using Xunit;

namespace NetGen.Tests.Generator;

/// <summary>What crosses the steps of the generator lives as long as the editor: it may hold nothing of a compilation.</summary>
public class PurityTests
{
    [Fact]
    public void ModelsHoldNothingOfRoslyn()
    {
        GeneratorResult result = new GeneratorProject()
            .File("LeNet5.net.txt", Examples.LeNet5Text)
            .File("a.cs", Examples.LeNet5Attributes.Replace("namespace Project", "namespace Other", StringComparison.Ordinal))
            .File("b.cs", "using NetGen;\n[Network(\"LeNet5.net.txt\", \"x=1\")] partial class Bound; [Network, Conv(1, 2)] class Wrong;")
            .Run();

        var walk = new Walk();
        foreach (object model in result.Models) walk.Visit(model, model.GetType().Name);

        Assert.True(walk.Visited > 100, $"only {walk.Visited} objects");
        Assert.Empty(walk.Impure);
    }

    [Fact]
    public void TheWalkSeesASymbol()
    {
        var walk = new Walk();
        walk.Visit(new List<object> { Tuple.Create(new GeneratorProject().Run().Output.GlobalNamespace) }, "list");

        Assert.NotEmpty(walk.Impure);
    }

    private sealed class Walk
    {
        private readonly HashSet<object> seen = new(ReferenceEqualityComparer.Instance);

        public List<string> Impure { get; } = [];

        public int Visited => seen.Count;

        public void Visit(object? value, string path)
        {
            if (value is null or string or Type or MemberInfo or Delegate || value.GetType().IsPrimitive || value.GetType().IsEnum || !seen.Add(value)) return;
            if (value is ISymbol or SyntaxNode or SyntaxTree or SyntaxReference or Location or Compilation or SemanticModel or AttributeData or SourceText or AdditionalText
                || value.GetType().Namespace?.StartsWith("Microsoft.CodeAnalysis", StringComparison.Ordinal) == true)
            {
                Impure.Add($"{path}: {value.GetType()}");
                return;
            }
            if (value is IEnumerable items && value.GetType().Namespace?.StartsWith("System", StringComparison.Ordinal) == true)
            {
                foreach (object? item in items) Visit(item, path + "[]");
            }
            foreach (FieldInfo field in Fields(value.GetType())) Visit(field.GetValue(value), $"{path}.{field.Name}");
        }

        private static IEnumerable<FieldInfo> Fields(Type? type)
        {
            for (; type is not null && type != typeof(object); type = type.BaseType)
            {
                foreach (FieldInfo field in type.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
                    yield return field;
            }
        }
    }
}
