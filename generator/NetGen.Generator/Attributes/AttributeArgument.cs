using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using NetGen.Compiler.Diagnostics;

namespace NetGen.Generator.Attributes;

/// <summary>An argument that stands in the source: defaults are the binder's matter. Names of parameters and properties are told apart, since only the former may stand unnamed.</summary>
readonly record struct AttributeArgument(string Name, bool IsProperty, TypedConstant Value, SourceSpan Span)
{
    /// <summary>The arguments as written, in order; those of a params array together as one.</summary>
    public static IEnumerable<AttributeArgument> Read(AttributeData data, AttributeSyntax syntax)
    {
        var seen = new HashSet<string>();
        int position = 0;
        foreach (AttributeArgumentSyntax argument in syntax.ArgumentList?.Arguments ?? [])
        {
            if (argument.NameEquals is { } property)
            {
                string name = property.Name.Identifier.ValueText;
                yield return new(name, true, data.NamedArguments.First(a => a.Key == name).Value, argument.Expression.Span());
                continue;
            }
            IReadOnlyList<IParameterSymbol> parameters = data.AttributeConstructor!.Parameters;
            int index = argument.NameColon is { } colon
                ? parameters.First(p => p.Name == colon.Name.Identifier.ValueText).Ordinal
                : System.Math.Min(position++, parameters.Count - 1);
            if (seen.Add(parameters[index].Name))
                yield return new(parameters[index].Name, false, data.ConstructorArguments[index], argument.Expression.Span());
        }
    }
}
