using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using NetGen.Compiler.Diagnostics;
using NetGen.Compiler.Graphs;
using NetGen.Compiler.Layers;
using NetGen.Compiler.Syntax;

namespace NetGen.Compiler.Binding;

/// <summary>Binds one stage of a pipeline: a layer, or a block with all that is in it.</summary>
sealed class StageBinder(NetworkBuilder network, BodyPlace place, DiagnosticBag diagnostics)
{
    readonly ArgumentBinder arguments = new(place.Scope, network.Value, diagnostics);

    /// <summary>Whether the stage is nothing but the name of a value.</summary>
    public bool IsValue(StageSyntax stage, out int value)
    {
        value = Scope.Unknown;
        return IsBare(stage) && place.Scope.TryGetValue(stage.Keyword.Name, out value);
    }

    static bool IsBare(StageSyntax stage) => stage.Label == null && stage.Arguments.Count == 0 && stage.Inputs.Count == 0;

    /// <summary>The results, given those of the stage before; <paramref name="path"/> is the layer's, if its place says it.</summary>
    public Seq<int> Bind(StageSyntax stage, Seq<int> before, bool isPiped, string? path)
    {
        string keyword = stage.Keyword.Name;
        if (Definitions.Layer(keyword) is { } layer) return BindLayer(layer, stage, before, isPiped, path);
        if (place.Definitions.Block(keyword) is { } block) return BindBlock(block, stage, before, isPiped, path);
        bool mayBeValue = !isPiped && IsBare(stage);
        IEnumerable<string> names = place.Definitions.LayerAndBlockNames.Concat(mayBeValue ? place.Scope.ValueNames : []);
        diagnostics.Report(DiagnosticCatalogue.UnknownName, stage.Keyword.Span, mayBeValue ? "layer, block or value" : "layer or block", keyword, Spelling.Suggest(keyword, names));
        return [Scope.Unknown];
    }

    /// <summary>The path of what is labelled; a label that is taken is reported.</summary>
    public string LabelPath(LabelSyntax label)
    {
        string path = place.Prefix + label.Name;
        if (path[0] is >= '0' and <= '9')
            diagnostics.Report(DiagnosticCatalogue.ReservedName, label.Span, label.Name, "a layer", "outside of blocks and repeats a label begins with a letter");
        else if (!network.Paths.TryTake(path)) diagnostics.Report(DiagnosticCatalogue.DuplicateName, label.Span, "label", path);
        return path;
    }

    string Path(StageSyntax stage, string? path)
    {
        if (stage.Label is { } label) return LabelPath(label);
        return path != null && network.Paths.TryTake(path) ? path : network.Paths.Next(place.Prefix, stage.Keyword.Name);
    }

    Seq<int> BindLayer(Layer layer, StageSyntax stage, Seq<int> before, bool isPiped, string? path)
    {
        Signature signature = layer.Signature;
        path = Path(stage, path);
        (Seq<int> inputs, Seq<ArgumentSyntax> given) =
            new StageInputs(place.Scope, diagnostics).Read(signature.Keyword, signature.Inputs, signature.OptionalInputs, stage, before, isPiped);
        Arguments? complete = arguments.Bind(signature, given, stage.Keyword.Span);
        network.Use(inputs);
        if (complete == null || inputs.Contains(Scope.Unknown)) return [Scope.Unknown];

        NetworkValue[] read = [.. inputs.Select(i => network.Values[i])];
        var binding = new LayerBinding(signature, path, complete, read.ToSeq());
        NetworkValue? step = read.FirstOrDefault(v => v.IsStep);
        NetworkValue[] together = [.. (signature.JoinsSequences ? read.Take(1) : read).Where(v => v.Times > 0)];
        int[] times = [.. together.Select(v => v.Times).Distinct()];
        if (step != null && together.FirstOrDefault(v => !v.IsStep) is { } whole)
        {
            binding.Fail($"reads a time step of the scan and the whole sequence '{whole.Name}'; "
                + "give its steps a name in the head of the scan, as in 'scan a, b in as, bs'");
        }
        if (times.Length > 1) binding.Fail($"its sequences have {times[0]} and {times[1]} time steps; they must be equally long");
        int?[] lengths = [.. together.Select(v => v.Lengths).Distinct()];
        if (lengths.Count(l => l != null) > 1) binding.Fail("its sequences have lengths of their own, and not the same");
        foreach (NetworkValue tokens in read.Where(v => v.Element == ElementType.Int && !signature.ReadsTokens))
            binding.Fail($"reads numbers, and '{tokens.Name}' is tokens; put embed before it");
        layer.Bind(binding);
        if (binding.Error is { } error)
        {
            diagnostics.Report(DiagnosticCatalogue.LayerShape, stage.Span, signature.Keyword, error);
            return [Scope.Unknown];
        }
        bool fits = binding.Results.All(shape => network.CheckSize($"the result of '{path}'", shape, stage.Span));
        fits &= binding.Parameters.All(parameter => network.CheckSize($"'{parameter.Name}'", parameter.Shape, stage.Span));
        if (!fits) return [Scope.Unknown];

        int resultTimes = step?.Times ?? binding.ResultTimes ?? binding.Times;
        int? resultLengths = step?.Lengths ?? (binding.ResultTimes is null ? lengths.FirstOrDefault(l => l != null) : null);
        Seq<int> results = binding.Results.Select((shape, i) =>
        {
            string name = i == 0 ? path : path + "." + i.ToString(CultureInfo.InvariantCulture);
            return network.AddValue(
                new NetworkValue(name, ElementType.Float, shape) { Times = resultTimes, Lengths = resultLengths, IsStep = step != null }, stage.Span);
        }).ToSeq();
        var bound = new BoundLayer(layer, path, complete, inputs, results, binding.Parameters.ToSeq())
        {
            MultiplyAdds = binding.MultiplyAdds * Math.Max(1, step?.Times ?? binding.Times),
            RandomSites = binding.RandomSites,
            Carried = binding.Carried,
        };
        network.AddLayer(bound, stage.Span);
        return results;
    }

    Seq<int> BindBlock(Definition<BlockSyntax> definition, StageSyntax stage, Seq<int> before, bool isPiped, string? path)
    {
        BlockSyntax block = definition.Syntax;
        string name = block.Name.Name;
        path = Path(stage, path);
        (Seq<int> inputs, Seq<ArgumentSyntax> given) = new StageInputs(place.Scope, diagnostics).Read(name, 1, 0, stage, before, isPiped);
        network.Use(inputs);
        if (block.IsMalformed)
        {
            network.IsIncomplete = true;
            return [Scope.Unknown];
        }
        if (place.Blocks.Any(b => ReferenceEquals(b, block)))
        {
            IEnumerable<string> circle = place.Blocks.Select(b => b.Name.Name).SkipWhile(n => n != name).Append(name);
            diagnostics.Report(DiagnosticCatalogue.Recursion, stage.Keyword.Span, name, string.Join(" → ", circle));
            return [Scope.Unknown];
        }
        if (!network.Enter(stage.Span)) return [Scope.Unknown];
        int errors = diagnostics.Errors;
        var scope = new Scope(null);
        arguments.Define(name, block.Parameters, given, scope, stage.Keyword.Span);
        scope.DefineValue("in", inputs[0]);
        var body = new BodyBinder(network, new BodyPlace(definition.Home, scope, path + ".", null, [.. place.Blocks, block]), diagnostics) { Running = inputs };
        body.Bind(block.Body);
        network.Leave();
        if (diagnostics.Errors > errors || body.Running.Contains(Scope.Unknown)) return [Scope.Unknown];
        foreach (int result in body.Running.Where(r => !inputs.Contains(r))) network.Define(result, stage.Span);
        return body.Running;
    }
}
