using System;
using System.Linq;
using NetGen.Compiler.Binding;
using NetGen.Compiler.Syntax;

namespace NetGen.Oracle.Cases;

/// <summary>The front end for texts that are right and hold one network.</summary>
public static class SpecBinder
{
    public static Network Bind(string spec)
    {
        var (file, mistakes) = SpecParser.Parse(spec, "case.net.txt");
        var (networks, more) = Binder.Bind(file, (_, _) => null, "Cases");
        if (mistakes.Count + more.Count > 0) throw new ArgumentException(string.Join("\n", mistakes.Concat(more)) + "\n" + spec, nameof(spec));
        return networks.Single();
    }
}
