using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using NetGen.Compiler.Diagnostics;
using NetGen.Compiler.Layers;
using NetGen.Compiler.LearningRates;
using NetGen.Compiler.Optimizers;
using NetGen.Compiler.Syntax;

namespace NetGen.Compiler.Binding;

/// <summary>Binds the <c>train</c> section, and makes the target of each loss.</summary>
sealed class TrainingBinder(NetworkBuilder network, Scope scope, IReadOnlyList<int> inputs, Seq<int> outputs, DiagnosticBag diagnostics)
{
    static readonly Argument Weight = Argument.Float("weight", "its share in the sum of the losses", 1) with { Minimum = 0 };

    readonly Dictionary<string, int> targets = new(StringComparer.Ordinal);
    readonly ArgumentBinder arguments = new(scope, network.Value, diagnostics);

    public Training? Bind(TrainSyntax train)
    {
        if (train.IsMalformed) network.IsIncomplete = true;
        else if (train.Losses.Count == 0) diagnostics.Report(DiagnosticCatalogue.TrainIncomplete, train.Span, "a loss, such as 'loss mse'");
        else if (train.Optimizers.Count == 0) diagnostics.Report(DiagnosticCatalogue.TrainIncomplete, train.Span, "an optimizer, such as 'optimizer adam'");
        foreach (OptimizerSyntax second in train.Optimizers.Skip(1)) diagnostics.Report(DiagnosticCatalogue.GivenTwice, second.Span, "optimizer");
        foreach (ScheduleSyntax second in train.Schedules.Skip(1)) diagnostics.Report(DiagnosticCatalogue.GivenTwice, second.Span, "schedule");

        List<BoundLoss> losses = train.Losses.Select(loss => Loss(loss, train.Losses.Count > 1)).OfType<BoundLoss>().ToList();
        if (losses.Count == train.Losses.Count && losses.Count > 0 && losses.All(l => l.Weight == 0))
            diagnostics.Report(DiagnosticCatalogue.TrainIncomplete, train.Span, "a loss whose weight is not 0");
        (Optimizer, Arguments)? optimizer = train.Optimizers.Select(Optimizer).FirstOrDefault();
        BoundSchedule? schedule = train.Schedules.Select(Schedule).FirstOrDefault();
        if (train.Stream is { } stream && (network.Layers.All(l => l.Carried is { Count: 0 }) || network.Layers.Any(l => l.Carried is null)))
        {
            diagnostics.Report(
                DiagnosticCatalogue.LayerShape, stream, "stream",
                "needs recurrent layers that go on from one window to the next: there is none, or one reads the sequence from its end");
            return null;
        }
        if (train.Recompute is { } recompute && network.Layers.All(l => l.Carried is { Count: 0 }))
            diagnostics.Report(DiagnosticCatalogue.LayerShape, recompute, "recompute", "is for recurrences, and the network has none");
        new ParameterRuleBinder(network, arguments, diagnostics).Bind(train); // first: the others are for what is trained
        var rules = new RuleBinder(network, arguments, diagnostics);
        (Seq<WeightPenalty> decays, Seq<MaxNorm> maxNorms, Seq<GradientClip> clips) = (rules.Decays(train.Decays), rules.MaxNorms(train.MaxNorms), rules.Clips(train.Clips));
        if (losses.Count < train.Losses.Count || optimizer is not { } chosen) return null;
        return new Training(losses.ToSeq(), chosen.Item1, chosen.Item2)
        {
            Schedule = schedule, Decays = decays, MaxNorms = maxNorms, Clips = clips, Stream = train.Stream != null, Recompute = train.Recompute != null,
        };
    }

    BoundLoss? Loss(LossSyntax syntax, bool isOneOfSeveral)
    {
        if (Find(syntax.Keyword, "loss", LayerCatalogue.Losses, l => l.Signature) is not { } loss) return null;
        Arguments? complete = arguments.Bind(loss.Signature, syntax.Arguments, syntax.Keyword.Span);
        double? weight = syntax.Weight == null ? 1 : arguments.Convert(loss.Signature.Keyword, Weight, syntax.Weight) as double?;
        int prediction = Prediction(syntax);
        if (complete == null || weight is not { } share || prediction == Scope.Unknown) return null;
        network.Use([prediction]);
        if (inputs.Contains(prediction))
        {
            diagnostics.Report(DiagnosticCatalogue.LossShape, syntax.Span, loss.Signature.Keyword, $"'{network.Values[prediction].Name}' is an input, which no training changes");
            return null;
        }
        var binding = new LossBinding(complete, network.Values[prediction].Shape);
        if (loss.Target(binding) is not { } target)
        {
            diagnostics.Report(DiagnosticCatalogue.LossShape, syntax.Span, loss.Signature.Keyword, binding.Error ?? "");
            return null;
        }
        // Every step of a sequence has its own.
        target = target with { Times = network.Values[prediction].Times };
        if (syntax.Target is { } shared) return Shared(shared, target) is { } known ? new BoundLoss(loss, complete, prediction, known, (float)share) : null;
        int index = network.AddValue(target with { Name = TargetName(target.Name + "s", prediction, isOneOfSeveral) }, syntax.Span);
        network.Use([index]);
        return new BoundLoss(loss, complete, prediction, index, (float)share);
    }

    /// <summary>The target of a name that the spec gives: that of an earlier loss, which must be of the same kind, or a new one.</summary>
    int? Shared(NameSyntax name, NetworkValue target)
    {
        if (targets.TryGetValue(name.Name, out int known))
        {
            if (network.Values[known] == target with { Name = name.Name }) return known;
            NetworkValue other = network.Values[known];
            diagnostics.Report(
                DiagnosticCatalogue.LossShape, name.Span, name.Name,
                $"losses that share a target need the same of it; this one reads {Kind(target)}, the other {Kind(other)}");
            return null;
        }
        string? reason = network.Values.Any(v => v.Name == name.Name) ? "a value of the network has it" : NameRules.WhyNotArgument(name.Name);
        if (reason != null)
        {
            diagnostics.Report(DiagnosticCatalogue.ReservedName, name.Span, name.Name, "a target", reason);
            return null;
        }
        int index = network.AddValue(target with { Name = name.Name }, name.Span);
        network.Use([index]);
        return targets[name.Name] = index;
    }

    static string Kind(NetworkValue target) => target.Classes > 0 ? $"a class of {target.Classes.ToString(CultureInfo.InvariantCulture)}" : $"the shape {target.Shape}";

    int Prediction(LossSyntax syntax)
    {
        if (syntax.Of is not { } name) return outputs.Count > 0 ? outputs[0] : Scope.Unknown;
        if (scope.TryGetValue(name.Name, out int value)) return value;
        diagnostics.Report(DiagnosticCatalogue.UnknownName, name.Span, "value", name.Name, Spelling.Suggest(name.Name, scope.ValueNames));
        return Scope.Unknown;
    }

    /// <summary><c>labels</c>; <c>scores_labels</c> beside other losses; with a number where that name is taken, as by an input.</summary>
    string TargetName(string plural, int prediction, bool isOneOfSeveral)
    {
        HashSet<string> taken = new(network.Values.Select(v => v.Name), StringComparer.Ordinal);
        string stem = isOneOfSeveral ? $"{network.Values[prediction].Name}_{plural}" : plural;
        // The value may be a layer's in a block; the name becomes that of a parameter in C#.
        stem = stem.Replace('.', '_');
        string name = stem;
        for (int number = 2; taken.Contains(name); number++) name = stem + number.ToString(CultureInfo.InvariantCulture);
        return name;
    }

    (Optimizer, Arguments)? Optimizer(OptimizerSyntax syntax)
    {
        if (Find(syntax.Keyword, "optimizer", LayerCatalogue.Optimizers, o => o.Signature) is not { } optimizer) return null;
        return arguments.Bind(optimizer.Signature, syntax.Arguments, syntax.Keyword.Span) is { } complete ? (optimizer, complete) : null;
    }

    BoundSchedule? Schedule(ScheduleSyntax syntax)
    {
        if (Find(syntax.Keyword, "schedule", LayerCatalogue.Schedules, s => s.Signature) is not { } schedule) return null;
        return arguments.Bind(schedule.Signature, syntax.Arguments, syntax.Keyword.Span) is { } complete ? new BoundSchedule(schedule, complete) : null;
    }

    T? Find<T>(NameSyntax keyword, string kind, IReadOnlyList<T> catalogue, Func<T, Signature> signature) where T : class
    {
        if (catalogue.FirstOrDefault(entry => signature(entry).Keyword == keyword.Name) is { } found) return found;
        diagnostics.Report(DiagnosticCatalogue.UnknownName, keyword.Span, kind, keyword.Name, Spelling.Suggest(keyword.Name, catalogue.Select(e => signature(e).Keyword)));
        return null;
    }
}
