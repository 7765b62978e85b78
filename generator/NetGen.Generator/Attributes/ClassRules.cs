using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using NetGen.Compiler.Diagnostics;
using NetGen.Generator.Models;
using Diagnostic = NetGen.Compiler.Diagnostics.Diagnostic;

namespace NetGen.Generator.Attributes;

/// <summary>What a class must be for a network's code to be generated into it.</summary>
static class ClassRules
{
    public static IEnumerable<Diagnostic> Check(INamedTypeSymbol type, TypeDeclarationSyntax declaration, CancellationToken cancel)
    {
        SourceSpan span = declaration.Identifier.Span();
        if (Obstacle(type) is { } obstacle)
            yield return Diagnostic.Create(DiagnosticCatalogue.UnsupportedClass, span, type.Name, obstacle);
        for (INamedTypeSymbol? part = type; part is not null; part = part.ContainingType)
        {
            if (!IsPartial(part, cancel)) yield return Diagnostic.Create(DiagnosticCatalogue.NotPartial, span, part.Name);
        }
    }

    /// <summary>The same of a class for which there is code, where the project declares it, and what its members must be.</summary>
    public static IEnumerable<Diagnostic> Check(Compilation compilation, MadeClass made, CancellationToken cancel)
    {
        INamedTypeSymbol? type = compilation.Assembly.GetTypeByMetadataName(made.MetadataName);
        TypeDeclarationSyntax? declaration = type?.DeclaringSyntaxReferences.Select(reference => reference.GetSyntax(cancel)).OfType<TypeDeclarationSyntax>().FirstOrDefault();
        return declaration is null ? [] : Check(type!, declaration, cancel).Concat(MemberRules.Check(type!, made.Members));
    }

    static string? Obstacle(INamedTypeSymbol type)
    {
        if (type.IsRecord || type.TypeKind != TypeKind.Class) return "it is not a class; records and structs cannot inherit from one";
        if (type.IsStatic) return "it is static";
        if (type.IsAbstract) return "it is abstract";
        if (type.IsFileLocal) return "it is local to its file";
        if (type.IsGenericType) return "it is generic, or nested in a generic type";
        if (type.BaseType is { SpecialType: not SpecialType.System_Object, TypeKind: not TypeKind.Error } other && other.ToDisplayString() != "NetGen.Network")
            return $"it has the base class '{other.Name}', and the network needs that place";
        return null;
    }

    static bool IsPartial(INamedTypeSymbol type, CancellationToken cancel) => type.DeclaringSyntaxReferences
        .Select(reference => reference.GetSyntax(cancel))
        .OfType<TypeDeclarationSyntax>()
        .All(declaration => declaration.Modifiers.Any(SyntaxKind.PartialKeyword));
}
