using System.Linq;
using Microsoft.CodeAnalysis;
using NetGen.Compiler;
using NetGen.Generator.Models;

namespace NetGen.Generator;

/// <summary>The steps that files and classes have in common, and lists that are equal by structure in place of those that are not.</summary>
static class Pipeline
{
    public static IncrementalValuesProvider<BoundUnit> Bind(this IncrementalValuesProvider<BindingUnit> units) =>
        units.Select((unit, _) => BoundUnit.Bind(unit)).WithTrackingName(Steps.Bound);

    public static IncrementalValuesProvider<CompiledUnit> Compile(
        this IncrementalValuesProvider<BoundUnit> units, IncrementalValueProvider<TargetSet> targets, KernelCache cache) => units
        .SelectMany((unit, _) => unit.Networks).WithTrackingName(Steps.Networks)
        .Combine(targets).Select((pair, cancel) => CompiledUnit.Compile(pair.Left, pair.Right, cache, cancel)).WithTrackingName(Steps.Compiled);

    public static IncrementalValueProvider<Seq<MadeClass>> Made(this IncrementalValuesProvider<BoundUnit> units) =>
        units.SelectMany((unit, _) => unit.Networks.Select(MadeClass.Of)).All();

    public static IncrementalValueProvider<Seq<T>> All<T>(this IncrementalValuesProvider<T> items) => items.Collect().Select((all, _) => all.ToSeq());

    public static IncrementalValueProvider<Seq<T>> Concat<T>(this IncrementalValueProvider<Seq<T>> first, IncrementalValueProvider<Seq<T>> second) =>
        first.Combine(second).Select((pair, _) => pair.Left.Concat(pair.Right).ToSeq());
}
