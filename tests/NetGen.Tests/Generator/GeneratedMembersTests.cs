using System;
using System.Linq;
using Microsoft.CodeAnalysis;
using NetGen.Compiler.Emission;
using NetGen.Generator.Attributes;
using NetGen.Tests.Binding;
using Xunit;

namespace NetGen.Tests.Generator;

/// <summary>What is said to be generated is.</summary>
public class GeneratedMembersTests
{
    [Theory]
    [InlineData("network A\ninput x: 400\ndense 300")]
    [InlineData("network A\ninput x: 4\ndense 3")]
    [InlineData("network A\ninput x: 1x28x28\nconv 3 3x3\ntrain\n  loss mse\n  optimizer adam lr=1e-3")]
    [InlineData("network A\ninput x: 4\ninput y: 4\na = add x, y\nb = a | relu\nc = a | tanh\noutput a, b, c")]
    public void TheListIsThatOfTheCode(string spec)
    {
        Compiler.Binding.Network network = Specs.One(spec);
        GeneratorResult result = new GeneratorProject().Property("NetGenTargetList", "").Property("RootNamespace", network.Namespace).File("a.net.txt", spec).Run();

        Assert.Empty(result.Diagnostics);
        string className = $"{network.Namespace}.A".TrimStart('.');
        INamedTypeSymbol type = result.Output.GetTypeByMetadataName(className)!;
        string[] declared = [.. type.GetMembers().Where(m => !m.IsImplicitlyDeclared && m is not IMethodSymbol { AssociatedSymbol: not null }).Select(MemberRules.Written)];

        Assert.Equal(declared.Order(StringComparer.Ordinal), GeneratedMembers.Of(network, className).Order(StringComparer.Ordinal));
    }
}
