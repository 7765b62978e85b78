using System;
using NetGen.Compiler.Diagnostics;

namespace NetGen.Generator;

/// <summary>A mistake of the compiler must not take the user's editor down: it becomes a diagnostic.</summary>
static class Guard
{
    public static T Run<T>(string subject, Func<T> action, Func<Diagnostic, T> failed)
    {
        try
        {
            return action();
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            return failed(Diagnostic.Create(DiagnosticCatalogue.InternalError, default, subject, $"{e.GetType().Name}: {e.Message}", FirstFrame(e)));
        }
    }

    static string FirstFrame(Exception e)
    {
        string trace = (e.StackTrace ?? "").TrimStart();
        int end = trace.IndexOf('\n');
        return (end < 0 ? trace : trace.Substring(0, end)).Trim();
    }
}
