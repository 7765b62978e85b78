namespace NetGen.Compiler.Diagnostics;

public enum Severity
{
    Error,
    Warning,
}

/// <summary>A kind of mistake. <paramref name="Format"/> takes a diagnostic's arguments as {0}, {1} …</summary>
public sealed record DiagnosticDescriptor(string Id, string Title, string Format, Severity Severity = Severity.Error)
{
    public string HelpLink => $"https://github.com/netgen/netgen/blob/main/docs/diagnostics/{Id}.md";
}
