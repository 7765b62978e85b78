using System;
using System.Linq;
using System.Reflection;
using NetGen.Compiler;
using NetGen.Compiler.Targets;

namespace NetGen.Generator.Models;

/// <summary>The machine that builds.</summary>
static class BuildMachine
{
    /// <summary>The most capable instruction set that it has; all of them where the compiler runs on a .NET that cannot tell, as in Visual Studio.</summary>
    public static TargetSet Targets { get; } = Type.GetType("System.Runtime.Intrinsics.Vector512") is null ? TargetSet.All : Target.All.First(t => t.Requires.All(IsSupported)).Flag;

    // By reflection, because the generator is compiled for .NET Standard, which does not have these classes.
    static bool IsSupported(string type) => Type.GetType(type)?.GetProperty("IsSupported", BindingFlags.Public | BindingFlags.Static)?.GetValue(null) is true;
}
