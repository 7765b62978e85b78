using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using NetGen.Compiler;
using NetGen.Compiler.Diagnostics;
using Diagnostic = NetGen.Compiler.Diagnostics.Diagnostic;

namespace NetGen.Generator.Attributes;

/// <summary>What a class must not declare, since the generated code does.</summary>
static class MemberRules
{
    static readonly SymbolDisplayFormat TypeFormat = new(
        typeQualificationStyle: SymbolDisplayTypeQualificationStyle.NameAndContainingTypesAndNamespaces,
        genericsOptions: SymbolDisplayGenericsOptions.IncludeTypeParameters,
        miscellaneousOptions: SymbolDisplayMiscellaneousOptions.UseSpecialTypes);

    /// <param name="generated">As <see cref="Compiler.Emission.GeneratedMembers"/> writes them.</param>
    public static IEnumerable<Diagnostic> Check(INamedTypeSymbol type, Seq<string> generated) =>
        from member in type.GetMembers()
        where !member.IsImplicitlyDeclared && generated.Any(other => Clash(Written(member), other))
        from location in member.Locations.Take(1)
        select Diagnostic.Create(DiagnosticCatalogue.GeneratedMember, location.Span(), type.Name, Name(member));

    /// <summary>Methods may share a name, not their parameters; everything else has its name for itself.</summary>
    static bool Clash(string declared, string generated) =>
        declared == generated || (NameOf(declared) == NameOf(generated) && !(IsMethod(declared) && IsMethod(generated)));

    /// <summary>A member as the list of those that are generated has it.</summary>
    public static string Written(ISymbol member) => member is IMethodSymbol method
        ? $"{Name(member)}({string.Join(", ", method.Parameters.Select(p => p.Type.ToDisplayString(TypeFormat)))}){(method.Arity == 0 ? "" : "`" + method.Arity)}"
        : Name(member);

    static string Name(ISymbol member) => member is IMethodSymbol { MethodKind: MethodKind.Constructor } ? member.ContainingType.Name : member.Name;

    static bool IsMethod(string written) => written.IndexOf('(') >= 0;

    static string NameOf(string written) => IsMethod(written) ? written.Substring(0, written.IndexOf('(')) : written;
}
