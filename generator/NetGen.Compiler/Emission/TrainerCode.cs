using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using NetGen.Compiler.Binding;
using NetGen.Compiler.Building;
using NetGen.Compiler.LearningRates;
using NetGen.Compiler.Plans;
using NetGen.Compiler.Primitives;

namespace NetGen.Compiler.Emission;

/// <summary>The nested class that trains a network.</summary>
sealed class TrainerCode(Network network, IReadOnlyList<TargetCode> targets)
{
    readonly NetworkValue[] arguments = network.Inputs.Concat(network.Training!.Losses.Select(l => l.Target).Distinct()).Select(i => network.Values[i]).ToArray();

    StreamCode Streams => new(network, targets);

    const string Disposed = "/// <exception cref=\"global::System.ObjectDisposedException\">The trainer or its network was disposed of.</exception>";

    bool StraightLine => targets.Any(t => t.StraightTraining);

    string Parameters => string.Join(", ", arguments.Select(ClassCode.Span));

    string Names => string.Join(", ", arguments.Select(a => a.Name));

    string Columns => string.Join(", ", arguments.Select(ClassCode.BatchColumn));

    string Trained
    {
        get
        {
            BoundParameter[] parameters = [.. network.Layers.SelectMany(l => l.Parameters).Where(p => !p.IsState)], trained = [.. parameters.Where(p => p.IsTrained)];
            return trained.Length == parameters.Length ? "" : $", {Sum(trained)} of {Sum(parameters)} parameters";

            static string Sum(BoundParameter[] of) => of.Sum(p => p.Shape.Size).ToString("N0", CultureInfo.InvariantCulture);
        }
    }

    /// <summary>The column of a batch that holds the right class of what the network predicts first, or null.</summary>
    int? LabelColumn => network.Training!.Losses.FirstOrDefault(l =>
        Scores.Contains(l.Prediction) && network.Values[l.Target] is { Classes: > 0, Times: 0 } or { IsDistribution: true, Times: 0 }) is { } loss
        ? System.Array.IndexOf(arguments, network.Values[loss.Target])
        : null;

    /// <summary>What guessing costs, in all losses together; null where one of them does not tell.</summary>
    double? GuessedLoss =>
        network.Training!.Losses.Sum(l => l.Loss.OfGuessing(l.Arguments, network.Values[l.Prediction].Shape) * l.Weight ?? double.NaN) is var sum && double.IsNaN(sum)
            ? null
            : sum;

    /// <summary>The first output and, where it is probabilities of scores, these.</summary>
    Seq<int> Scores => network.Layers.FirstOrDefault(l => l.Results.Contains(network.Outputs[0])) is { Layer.KeepsOrder: true } layer
        ? [network.Outputs[0], layer.Inputs[0]]
        : [network.Outputs[0]];

    public void Write(CodeWriter w)
    {
        Training training = network.Training!;
        int slots = training.Optimizer.States(training.OptimizerArguments);
        string losses = string.Join(" and ", training.Losses.Select(l => l.Loss.Signature.Keyword));
        w.Line($"/// <summary>Trains a <see cref=\"{network.Name}\"/>: {training.Optimizer.Signature.Keyword} on {losses}{Trained}.</summary>");
        w.Open("public sealed unsafe class Trainer : global::NetGen.Trainer");
        w.Line("private readonly global::NetGen.AlignedBuffer arena, frameMemory;");
        w.Line("private readonly Frame* frame, evaluation;");
        w.Line();
        if (training.Stream) Streams.WriteTrainerMembers(w);
        w.Line("/// <summary>Allocates all that training needs; after that nothing is.</summary>");
        w.Line("/// <param name=\"network\">The network to train.</param>");
        w.Line("/// <param name=\"batchSize\">The most examples of a step.</param>");
        w.Line("/// <param name=\"threads\">Threads, the caller included; 0 for one per processor. The results do not depend on it.</param>");
        string rate = ExpressionPrinter.Float(training.OptimizerArguments.Float("lr"));
        w.Open($"public Trainer({network.Name} network, int batchSize, int threads = 0) : base(network, batchSize, threads, Layout(), {slots}, {rate})");
        w.Line("int frameFloats = (sizeof(Frame) + 63) / 64 * 16;");
        w.Line("frameMemory = new global::NetGen.AlignedBuffer(frameFloats * 2);");
        w.Line("frame = (Frame*)frameMemory.Pointer;");
        w.Line("evaluation = (Frame*)(frameMemory.Pointer + frameFloats);");
        w.Line($"int capacity = {(StraightLine ? "1" : "batchSize")};");
        w.Line("arena = new global::NetGen.AlignedBuffer(Description.TrainingBytes(batchSize, Team.Threads) / sizeof(float));");
        ClassCode.Dispatch(w, targets, t => $"{{ {t}.BindTrain(frame, Weights, GradientValues, arena.Pointer, capacity); "
            + $"{t}.BindEvaluate(evaluation, Weights, GradientValues, arena.Pointer, capacity); }}");
        if (training.Stream) Streams.WriteTrainerConstruction(w);
        w.Line("frame->parameters = Weights;");
        w.Line("frame->gradients = GradientValues;");
        for (int i = 0; i < slots; i++) w.Line($"frame->slot{i} = Slot({i});");
        if (training.Schedule is { } schedule) w.Line($"Schedule = {Construction(schedule)};");
        if (targets.Any(t => t.Program("Update").Plan.FixedFloats > 0)) ClassCode.Dispatch(w, targets, UpdateMemory);
        w.Close();
        w.Line();
        WriteBackward(w);
        WriteUpdate(w, training);
        WriteEvaluate(w);
        w.Line("/// <summary>One step of training: <see cref=\"Backward\"/>, then <see cref=\"Update\"/>. Gives the mean loss before the update.</summary>");
        w.Line(Disposed);
        w.Open($"public float Step({Parameters})");
        w.Line($"float __loss = Backward({Names});");
        w.Line("Update();");
        w.Line("return __loss;");
        w.Close();
        w.Line();
        w.Line("/// <inheritdoc/>");
        w.Line($"protected override float BackwardBatch(in global::NetGen.Batch batch) => Backward({Columns});");
        w.Line();
        w.Line("/// <inheritdoc/>");
        w.Line($"protected override float EvaluateBatch(in global::NetGen.Batch batch) => Evaluate({Columns});");
        w.Line();
        w.Line("/// <inheritdoc/>");
        w.Line($"protected override string OptimizerName => \"{training.Optimizer.Signature.Keyword}\";");
        w.Line();
        if (LabelColumn is { } column)
        {
            w.Line("/// <inheritdoc/>");
            w.Line($"protected override int? LabelColumn => {column};");
            w.Line();
        }
        if (GuessedLoss is { } guessed)
        {
            w.Line("/// <inheritdoc/>");
            w.Line($"protected override double? GuessedLoss => {guessed.ToString("R", CultureInfo.InvariantCulture)};");
            w.Line();
        }
        w.Line("/// <inheritdoc/>");
        w.Open("public override void Dispose()");
        w.Line("arena.Dispose();");
        if (training.Stream) w.Line("streams.Dispose();");
        if (training.Stream) w.Line("evaluationStreams.Dispose();");
        w.Line("frameMemory.Dispose();");
        w.Line("base.Dispose();");
        w.Close();
        w.Close();
        w.Line();
    }

    /// <summary>What the update needs beside the parameters lies at the end of the arena, whose content a backward pass does not need from one to the next.</summary>
    string UpdateMemory(string target)
    {
        Plan plan = targets.First(t => t.Target.Name == target).Program("Update").Plan;
        IEnumerable<string> pointers = plan.Offsets.Where(o => o.Key.Size > 0)
            .Select(o => $"frame->{o.Key.Name} = arena.Pointer + arena.Length - {plan.FixedFloats - o.Value};");
        return $"{{ {string.Join(" ", pointers)} }}";
    }

    /// <summary>The runtime's class of the same name does what the signature says: all arguments but the warm-up, which every schedule has, are those of its constructor.</summary>
    static string Construction(BoundSchedule schedule)
    {
        string own = string.Join(", ", schedule.Arguments.Names.Where(name => name != LearningRateSchedule.Warmup).Select(name => $"{name}: {Number(schedule.Arguments[name])}"));
        string warmup = Number(schedule.Arguments[LearningRateSchedule.Warmup]);
        return $"new global::NetGen.{schedule.Schedule.Signature.ClassName}({own}){(warmup == "0" ? "" : $" {{ Warmup = {warmup} }}")}";

        static string Number(object value) => value is double number ? number.ToString("R", CultureInfo.InvariantCulture) : ((int)value).ToString(CultureInfo.InvariantCulture);
    }

    void Documentation(CodeWriter w, string summary)
    {
        w.Line($"/// <summary>{summary}</summary>");
        foreach (NetworkValue argument in arguments)
        {
            string each = argument.Classes > 0 ? $"The right class, 0 to {argument.Classes - 1}," : argument.Whole.ToString();
            w.Line($"/// <param name=\"{argument.Name}\">{each} for each example.</param>");
        }
        string labels = arguments.Any(a => a.Classes > 0) ? "; or a label is no class" : "";
        w.Line($"/// <exception cref=\"global::System.ArgumentException\">A length is not that of a whole number of examples, or does not fit the others{labels}.</exception>");
        w.Line(Disposed);
    }

    void Fixed(CodeWriter w)
    {
        foreach (NetworkValue argument in arguments) w.Line($"fixed ({ClassCode.Element(argument)}* __p_{argument.Name} = {argument.Name})");
    }

    void WriteBackward(CodeWriter w)
    {
        Documentation(w, "Computes the mean loss and the gradients of all parameters that are trained, without changing them; allocates nothing.");
        w.Open($"public float Backward({Parameters})");
        w.Line("ThrowIfDisposed();");
        ClassCode.WriteChecks(w, arguments);
        w.Line($"global::NetGen.Check.{(network.Training!.Stream ? "Streams" : "Capacity")}(nameof({arguments[0].Name}), __examples, BatchSize);");
        w.Line($"frame->{NetworkGraph.InverseBatch} = 1f / __examples;");
        if (targets.Any(t => t.Program("Train").Uniforms.Contains(RandomKeys.Word0))) w.Line($"(frame->{RandomKeys.Word0}, frame->{RandomKeys.Word1}) = RandomWords();");
        Fixed(w);
        w.Open("");
        if (StraightLine)
        {
            // The code is for one example; losses and gradients add up.
            w.Line("new global::System.Span<float>(GradientValues, GradientFloats).Clear();");
            w.Line("*frame->v_loss = 0f;");
            w.Line("frame->n = 1;");
            w.Open("for (int __at = 0; __at < __examples; __at++)");
            foreach (NetworkValue a in arguments) w.Line($"frame->{ClassCode.Field(a)} = __p_{a.Name} + (__at * {a.Whole.Size}L);");
            ClassCode.Dispatch(w, targets, Train);
            w.Close();
        }
        else
        {
            foreach (NetworkValue a in arguments) w.Line($"frame->{ClassCode.Field(a)} = __p_{a.Name};");
            w.Line("frame->n = __examples;");
            if (network.Training!.Stream) Streams.Pass(w, "frame", "streams");
            ClassCode.Dispatch(w, targets, Train);
            if (network.Training!.Stream) w.Line("streams.Advance();");
        }
        w.Close();
        w.Line("float __loss = *frame->v_loss;");
        w.Line("global::System.GC.KeepAlive(Network);");
        w.Line("global::System.GC.KeepAlive(this);");
        w.Line("return __loss;");
        w.Close();
        w.Line();
        if (StraightLine)
        {
            w.Open("private static int GradientFloats");
            w.Open("get");
            ClassCode.Dispatch(w, targets, t => $"return {targets.First(c => c.Target.Name == t).Parameters.TrainedFloats};");
            w.Close();
            w.Close();
            w.Line();
        }
    }

    string Train(string target) => $"{target}.Train(frame, Team{(targets.First(t => t.Target.Name == target).Program("Train").Plan.Watched.Count == 0 ? "" : ", Trace")});";

    void WriteUpdate(CodeWriter w, Training training)
    {
        string clipped = training.Clips.Count > 0 ? ", clipped as they are read" : "";
        w.Line($"/// <summary>Changes the parameters by the gradients of the last backward pass{clipped}; allocates nothing.</summary>");
        w.Line(Disposed);
        w.Open("public override void Update()");
        w.Line("ThrowIfDisposed();");
        w.Line("frame->parameters = Weights;");
        w.Line("double step = ++Steps;");
        w.Line("frame->lr = CurrentLearningRate;");
        foreach ((string name, string text) in training.Optimizer.Uniforms(training.OptimizerArguments)) w.Line($"frame->{name} = (float)({text});");
        w.Line("_ = step;");
        ClassCode.Dispatch(w, targets, t => $"{t}.Update(frame, Team);");
        w.Line("OnUpdated();");
        w.Line("global::System.GC.KeepAlive(Network);");
        w.Line("global::System.GC.KeepAlive(this);");
        w.Close();
        w.Line();
    }

    void WriteEvaluate(CodeWriter w)
    {
        Documentation(w, "The mean loss of any whole number of examples, without gradients; allocates nothing.");
        w.Open($"public float Evaluate({Parameters})");
        w.Line("ThrowIfDisposed();");
        ClassCode.WriteChecks(w, arguments);
        w.Line($"this.evaluation->{NetworkGraph.InverseBatch} = 1f / __examples;");
        w.Line($"int __capacity = {(StraightLine ? "1" : "BatchSize")};");
        if (network.Training!.Stream) w.Line($"global::NetGen.Check.Streams(nameof({arguments[0].Name}), __examples, BatchSize);");
        w.Line("double __loss = 0;");
        Fixed(w);
        w.Open("");
        w.Open("for (int __at = 0; __at < __examples; __at += __capacity)");
        foreach (NetworkValue a in arguments) w.Line($"this.evaluation->{ClassCode.Field(a)} = __p_{a.Name} + (__at * {a.Whole.Size}L);");
        w.Line("this.evaluation->n = global::System.Math.Min(__capacity, __examples - __at);");
        if (StraightLine) w.Line("*this.evaluation->v_loss = 0f;");
        if (network.Training!.Stream) Streams.Pass(w, "this.evaluation", "evaluationStreams");
        ClassCode.Dispatch(w, targets, t => $"{t}.Evaluate(this.evaluation, Team);");
        if (network.Training!.Stream) w.Line("evaluationStreams.Advance();");
        w.Line("__loss += *this.evaluation->v_loss;");
        w.Close();
        w.Close();
        w.Line("global::System.GC.KeepAlive(Network);");
        w.Line("global::System.GC.KeepAlive(this);");
        w.Line("return (float)__loss;");
        w.Close();
        w.Line();
    }
}
