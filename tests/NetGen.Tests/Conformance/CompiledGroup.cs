using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using NetGen.Compiler;
using NetGen.Oracle.Cases;
using NetGen.Oracle.Checks;
using NetGen.Tests.Harness;
using Xunit;
using BoundNetwork = NetGen.Compiler.Binding.Network;

namespace NetGen.Tests.Conformance;

/// <summary>The networks of a group of cases, compiled for a target: once for all tests.</summary>
sealed class CompiledGroup
{
    static readonly ConcurrentDictionary<(string, TargetSet), Lazy<CompiledGroup>> Known = [];

    readonly Case[] cases;
    readonly BoundNetwork[] networks;
    readonly NetworkFactory factory;

    CompiledGroup(string group, TargetSet target)
    {
        cases = [.. CaseCatalogue.Groups.Single(g => g.Name == group).Cases];
        networks = [.. cases.Select(c => SpecBinder.Bind(c.Spec))];
        factory = GeneratedAssembly.Compile(networks, target);
    }

    /// <summary>The groups that a test takes, each on every target of the machine.</summary>
    public static TheoryData<string, TargetSet> All(Func<CaseGroup, bool> takes)
    {
        var data = new TheoryData<string, TargetSet>();
        foreach (CaseGroup group in CaseCatalogue.Groups.Where(takes))
            foreach (TargetSet target in MachineTargets.All) data.Add(group.Name, target);
        return data;
    }

    public static void Check(string group, TargetSet target, CaseChecks checks)
    {
        CompiledGroup compiled = Known.GetOrAdd((group, target), key => new Lazy<CompiledGroup>(() => new CompiledGroup(key.Item1, key.Item2))).Value;
        string[] failures = [.. compiled.cases.Zip(compiled.networks).SelectMany(pair => CaseCheck.Failures(pair.First, pair.Second, compiled.factory, checks))];
        Assert.True(failures.Length == 0, string.Join("\n", failures));
    }
}
