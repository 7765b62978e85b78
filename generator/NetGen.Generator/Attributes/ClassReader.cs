using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;
using NetGen.Compiler;
using NetGen.Compiler.Binding;
using NetGen.Compiler.Diagnostics;
using NetGen.Compiler.Syntax;
using NetGen.Generator.Models;
using AttributeSyntax = Microsoft.CodeAnalysis.CSharp.Syntax.AttributeSyntax;
using Diagnostic = NetGen.Compiler.Diagnostics.Diagnostic;
using DiagnosticDescriptor = NetGen.Compiler.Diagnostics.DiagnosticDescriptor;
using TypeDeclarationSyntax = Microsoft.CodeAnalysis.CSharp.Syntax.TypeDeclarationSyntax;

namespace NetGen.Generator.Attributes;

/// <summary>Reads a class with [Network] into a model that holds nothing of Roslyn. It runs after every edit and so does nothing but read.</summary>
static class ClassReader
{
    public const string AttributeName = "NetGen.NetworkAttribute";

    public static bool IsCandidate(SyntaxNode node, CancellationToken _) => node is TypeDeclarationSyntax;

    public static AnnotatedClass Read(GeneratorAttributeSyntaxContext context, CancellationToken cancel)
    {
        var type = (INamedTypeSymbol)context.TargetSymbol;
        var declaration = (TypeDeclarationSyntax)context.TargetNode;
        var name = new NameSyntax(type.Name, declaration.Identifier.Span());
        string text = declaration.SyntaxTree.GetText(cancel).ToString(TextSpan.FromBounds(declaration.SpanStart, declaration.Identifier.Span.End));
        string @namespace = type.ContainingNamespace.IsGlobalNamespace ? "" : type.ContainingNamespace.ToDisplayString();
        var empty = new AnnotatedClass(name, text, @namespace, Declaration(type), null, null, ClassRules.Check(type, declaration, cancel).ToSeq());

        return Guard.Run(type.Name,
            () => Describe(empty, type, declaration, context.Attributes[0], cancel),
            error => empty with { Diagnostics = [.. empty.Diagnostics, error] });
    }

    static AnnotatedClass Describe(AnnotatedClass empty, INamedTypeSymbol type, TypeDeclarationSyntax declaration, AttributeData network, CancellationToken cancel)
    {
        (AttributeData Data, AttributeSyntax Syntax)[] attributes = [.. Attributes(type, cancel)];
        (AttributeData Data, AttributeSyntax Syntax)[] parts = [.. attributes.Where(a => BodyReader.IsPart(a.Data.AttributeClass!.Name))];
        (AttributeData Data, AttributeSyntax Syntax)[] strays = [.. parts.Where(a => a.Syntax.Parent?.Parent != declaration)];
        if (strays.Length > 0) return With(empty, DiagnosticCatalogue.ScatteredAttributes, strays[0].Syntax.Span());
        // C# itself reports arguments that are wrong for it.
        if (attributes.Any(a => !IsComplete(a.Data)) || !IsComplete(network)) return empty;
        if (network.ConstructorArguments.Length > 0)
        {
            return parts.Length > 0
                ? With(empty, DiagnosticCatalogue.MixedDescription, parts[0].Syntax.Span())
                : WithFile(empty, network, (AttributeSyntax)network.ApplicationSyntaxReference!.GetSyntax(cancel));
        }

        var body = new BodyReader();
        foreach ((AttributeData data, AttributeSyntax syntax) in parts) body.Add(data.AttributeClass!.Name, data, syntax);
        return empty with { Attributes = new NetworkSyntax(empty.Name, [], body.Statements()), Diagnostics = [.. empty.Diagnostics, .. body.Mistakes] };
    }

    /// <summary>NetGen's attributes of a type.</summary>
    public static IEnumerable<AttributeData> Attributes(INamedTypeSymbol type) =>
        type.GetAttributes().Where(data => data.AttributeClass is { ContainingNamespace: { Name: "NetGen", ContainingNamespace.IsGlobalNamespace: true } });

    /// <summary>NetGen's attributes of all declarations, each declaration's in the order of the text.</summary>
    static IEnumerable<(AttributeData, AttributeSyntax)> Attributes(INamedTypeSymbol type, CancellationToken cancel) =>
        from data in Attributes(type)
        let reference = data.ApplicationSyntaxReference
        where reference is not null
        orderby reference.Span.Start
        select (data, (AttributeSyntax)reference.GetSyntax(cancel));

    static bool IsComplete(AttributeData data) =>
        data.AttributeConstructor is not null && data.ConstructorArguments.Concat(data.NamedArguments.Select(a => a.Value)).All(IsComplete);

    static bool IsComplete(TypedConstant value) =>
        value.Kind != TypedConstantKind.Error && (value.Kind != TypedConstantKind.Array || value.IsNull || value.Values.All(IsComplete));

    static AnnotatedClass With(AnnotatedClass network, DiagnosticDescriptor descriptor, SourceSpan span) =>
        network with { Diagnostics = [.. network.Diagnostics, Diagnostic.Create(descriptor, span, network.Name.Name)] };

    static AnnotatedClass WithFile(AnnotatedClass network, AttributeData data, AttributeSyntax syntax)
    {
        AttributeArgument[] all = [.. AttributeArgument.Read(data, syntax)];
        AttributeArgument file = all.First(a => a.Name == "file");
        (Seq<ArgumentSyntax> Read, Seq<Diagnostic> Mistakes)[] arguments =
            [.. all.Where(a => a.Name == "arguments").SelectMany(a => a.Texts().Select(text => SpecParser.ParseArguments(text, a.Span)))];
        Diagnostic[] mistakes = [.. arguments.SelectMany(a => a.Mistakes)];
        if (mistakes.Length > 0) return network with { Diagnostics = [.. network.Diagnostics, .. mistakes] };
        NameSyntax? name = all.Where(a => a.Name == "Network").Select(a => new NameSyntax(a.Value.Value as string ?? "", a.Span)).FirstOrDefault();
        return network with { File = new FileReference(file.Value.Value as string ?? "", name, arguments.SelectMany(a => a.Read).ToSeq(), file.Span) };
    }

    static ClassDeclaration Declaration(INamedTypeSymbol type)
    {
        var containing = new Stack<string>();
        for (INamedTypeSymbol? outer = type.ContainingType; outer is not null; outer = outer.ContainingType) containing.Push(Header(outer));
        return new ClassDeclaration(Accessibility(type.DeclaredAccessibility), containing.ToSeq());
    }

    static string Header(INamedTypeSymbol type)
    {
        string kind = type switch
        {
            { TypeKind: TypeKind.Interface } => "interface",
            { IsRecord: true, IsValueType: true } => "record struct",
            { IsRecord: true } => "record",
            { IsValueType: true } => "struct",
            _ => "class",
        };
        return $"partial {kind} {type.Name}";
    }

    static string Accessibility(Accessibility accessibility) => accessibility switch
    {
        Microsoft.CodeAnalysis.Accessibility.Public => "public",
        Microsoft.CodeAnalysis.Accessibility.Private => "private",
        Microsoft.CodeAnalysis.Accessibility.Protected => "protected",
        Microsoft.CodeAnalysis.Accessibility.ProtectedOrInternal => "protected internal",
        Microsoft.CodeAnalysis.Accessibility.ProtectedAndInternal => "private protected",
        _ => "internal",
    };
}
