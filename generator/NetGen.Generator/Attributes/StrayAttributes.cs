using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using NetGen.Compiler.Diagnostics;
using Diagnostic = NetGen.Compiler.Diagnostics.Diagnostic;

namespace NetGen.Generator.Attributes;

/// <summary>Attributes of layers on a type that is no network: without <c>[Network]</c> nothing else would look at them.</summary>
static class StrayAttributes
{
    const string Suffix = "Attribute";

    /// <summary>Whether the type has an attribute with the simple name of a layer, and none with that of a network; after an edit only the types of that file are asked.</summary>
    public static bool IsCandidate(SyntaxNode node, CancellationToken _) =>
        node is TypeDeclarationSyntax { AttributeLists.Count: > 0 } type && Names(type).Any(BodyReader.IsPart) && !Names(type).Contains("NetworkAttribute");

    /// <summary>The first such attribute, if it is one of NetGen's and no other declaration of the type makes it a network.</summary>
    public static Diagnostic? Read(GeneratorSyntaxContext context, CancellationToken cancel)
    {
        var declaration = (TypeDeclarationSyntax)context.Node;
        if (context.SemanticModel.GetDeclaredSymbol(declaration, cancel) is not INamedTypeSymbol type) return null;
        AttributeData[] attributes = [.. ClassReader.Attributes(type)];
        if (attributes.Any(data => data.AttributeClass!.Name == "NetworkAttribute")) return null;
        AttributeSyntax? first = attributes.Where(data => BodyReader.IsPart(data.AttributeClass!.Name))
            .Select(data => data.ApplicationSyntaxReference?.GetSyntax(cancel) as AttributeSyntax)
            .Where(syntax => syntax?.Parent?.Parent == declaration).OrderBy(syntax => syntax!.SpanStart).FirstOrDefault();
        return first is null ? null : Diagnostic.Create(DiagnosticCatalogue.NotANetwork, first.Span(), Name(first.Name), type.Name);
    }

    static IEnumerable<string> Names(TypeDeclarationSyntax type) =>
        type.AttributeLists.SelectMany(list => list.Attributes).Select(attribute => Name(attribute.Name))
            .Select(name => name.EndsWith(Suffix, StringComparison.Ordinal) ? name : name + Suffix);

    static string Name(NameSyntax name) => name switch
    {
        QualifiedNameSyntax qualified => qualified.Right.Identifier.ValueText,
        AliasQualifiedNameSyntax qualified => qualified.Name.Identifier.ValueText,
        SimpleNameSyntax simple => simple.Identifier.ValueText,
        _ => "",
    };
}
