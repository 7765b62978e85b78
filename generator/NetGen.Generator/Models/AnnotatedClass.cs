using NetGen.Compiler;
using NetGen.Compiler.Binding;
using NetGen.Compiler.Diagnostics;
using NetGen.Compiler.Syntax;

namespace NetGen.Generator.Models;

/// <summary>
/// A class with [Network], as its declaration says it: described by attributes, or by a file, or (after a mistake) by neither.
/// </summary>
/// <param name="Text">The declaration up to its name, attributes included, as it is written.</param>
sealed record AnnotatedClass(
    NameSyntax Name,
    string Text,
    string Namespace,
    ClassDeclaration Declaration,
    NetworkSyntax? Attributes,
    FileReference? File,
    Seq<Diagnostic> Diagnostics);

/// <summary>[Network("resnet18.net.txt", "classes=10", Network = "ResNet18")].</summary>
sealed record FileReference(string Path, NameSyntax? Network, Seq<ArgumentSyntax> Arguments, SourceSpan Span);
