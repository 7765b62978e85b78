using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace NetGen.Compiler.Binding;

/// <summary>Names of values that the generated code can tell apart.</summary>
static class ValueNames
{
    /// <summary>Numbers names that several values have; those the user sees (<paramref name="kept"/>) stay as they are.</summary>
    public static Seq<NetworkValue> Unique(IReadOnlyList<NetworkValue> values, IReadOnlyCollection<int> kept)
    {
        HashSet<int> fixedNames = [.. kept];
        HashSet<string> taken = new(kept.Select(i => values[i].Name), StringComparer.Ordinal);
        return values.Select((value, i) =>
        {
            if (fixedNames.Contains(i)) return value;
            string name = value.Name;
            for (int number = 2; !taken.Add(name); number++) name = $"{value.Name}_{number.ToString(CultureInfo.InvariantCulture)}";
            return value with { Name = name };
        }).ToSeq();
    }
}
