using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using NetGen.Compiler.Diagnostics;

namespace NetGen.Generator.Attributes;

/// <summary>An argument that stands in the source: defaults are the binder's matter. Names of parameters and properties are told apart, since only the former may stand
/// unnamed.</summary>
readonly record struct AttributeArgument(string Name, bool IsProperty, TypedConstant Value, SourceSpan Span)
{
    /// <summary>The arguments as written, in order; those of a params array together as one. What C# does not know it reports itself.</summary>
    public static IEnumerable<AttributeArgument> Read(AttributeData data, AttributeSyntax syntax)
    {
        var seen = new HashSet<string>();
        int position = 0;
        foreach (AttributeArgumentSyntax argument in syntax.ArgumentList?.Arguments ?? [])
        {
            if (argument.NameEquals is { Name.Identifier.ValueText: var property })
            {
                foreach (KeyValuePair<string, TypedConstant> named in data.NamedArguments.Where(a => a.Key == property))
                    yield return new(property, true, named.Value, argument.Expression.Span());
                continue;
            }
            IReadOnlyList<IParameterSymbol> parameters = data.AttributeConstructor!.Parameters;
            int index = argument.NameColon is { Name.Identifier.ValueText: var name }
                ? parameters.FirstOrDefault(p => p.Name == name)?.Ordinal ?? parameters.Count
                : System.Math.Min(position++, parameters.Count - 1);
            if (index < 0 || index >= data.ConstructorArguments.Length) continue;
            if (seen.Add(parameters[index].Name))
                yield return new(parameters[index].Name, false, data.ConstructorArguments[index], argument.Expression.Span());
        }
    }

    /// <summary>The texts of an array, or the one text.</summary>
    public IEnumerable<string> Texts() => Value is { Kind: TypedConstantKind.Array, IsNull: false }
        ? Value.Values.Select(value => value.Value as string ?? "")
        : [Value is { Kind: not TypedConstantKind.Array, Value: string text } ? text : ""];
}
