using NetGen.Compiler.Diagnostics;

namespace NetGen.Compiler.Syntax;

/// <summary>A statement of a network's or block's body.</summary>
public abstract record StatementSyntax(SourceSpan Span);

/// <summary><c>input image: 1x28x28</c>. <paramref name="Type"/> is a number or a size: channels x height x width, features, or time x features.</summary>
public sealed record InputSyntax(NameSyntax Name, ExpressionSyntax Type, SourceSpan Span) : StatementSyntax(Span)
{
    /// <summary>Whether it is of tokens, of which the type says how many there are to choose from.</summary>
    public bool IsTokens { get; init; }

    /// <summary>How many time steps it has, where it is a sequence.</summary>
    public ExpressionSyntax? Times { get; init; }

    /// <summary>Where it says that examples have lengths of their own.</summary>
    public SourceSpan? Lengths { get; init; }
}

/// <summary><c>output a, b</c>.</summary>
public sealed record OutputSyntax(Seq<NameSyntax> Values, SourceSpan Span) : StatementSyntax(Span);

/// <summary><c>winograd off</c>.</summary>
public sealed record WinogradSyntax(NameSyntax Mode, SourceSpan Span) : StatementSyntax(Span);

/// <summary><c>unroll full</c>.</summary>
public sealed record UnrollSyntax(NameSyntax Mode, SourceSpan Span) : StatementSyntax(Span);

/// <summary>
/// <c>name = source | stage | stage</c>. A pipeline starts from a value if its first stage is nothing but the value's name, or reads
/// <see cref="StageSyntax.Inputs"/>; otherwise from the result of the statement before. In attributes: one statement a layer, one stage.
/// </summary>
/// <param name="Names">What the results are called; none for an unnamed value.</param>
public sealed record PipelineSyntax(Seq<NameSyntax> Names, Seq<StageSyntax> Stages, SourceSpan Span) : StatementSyntax(Span);

/// <summary><c>layer1: repeat 3 as i</c> and its body. <paramref name="Variable"/> counts from 0.</summary>
public sealed record RepeatSyntax(LabelSyntax? Label, ExpressionSyntax Count, NameSyntax? Variable, Seq<StatementSyntax> Body, SourceSpan Span) : StatementSyntax(Span);

/// <summary>
/// <c>y = decoder: scan a, b in as, bs</c> and its body: a recurrence over the time steps of sequences, each step under a name of its own, or over so many steps without one
/// (<paramref name="Count"/>).
/// </summary>
/// <param name="Names">What the yielded sequences are called.</param>
public sealed record ScanSyntax(
    Seq<NameSyntax> Names, LabelSyntax? Label, Seq<NameSyntax> Steps, Seq<NameSyntax> Sequences, ExpressionSyntax? Count, Seq<StatementSyntax> Body,
    SourceSpan Span) : StatementSyntax(Span);

/// <summary><c>carry h, c = pipeline</c>: where carried values start; <see cref="ZeroCarrySyntax"/> where nothing says it.</summary>
public sealed record CarrySyntax(PipelineSyntax Initial, SourceSpan Span) : StatementSyntax(Span);

/// <summary><c>carry h: 256</c>, which starts at zero, or <c>carry h: 256 learned</c>.</summary>
public sealed record ZeroCarrySyntax(NameSyntax Name, ExpressionSyntax Shape, bool IsLearned, SourceSpan Span) : StatementSyntax(Span);

/// <summary><c>yield pipeline</c>: what a time step of a scan gives.</summary>
public sealed record YieldSyntax(PipelineSyntax Result, SourceSpan Span) : StatementSyntax(Span);

/// <summary><c>if … elif … else …</c>: the first branch whose condition holds is taken.</summary>
public sealed record IfSyntax(Seq<BranchSyntax> Branches, SourceSpan Span) : StatementSyntax(Span);

/// <summary>A branch; <c>else</c> has no condition.</summary>
public sealed record BranchSyntax(ExpressionSyntax? Condition, Seq<StatementSyntax> Body);

/// <summary>The <c>train</c> section. In attributes: the loss and optimizer attributes.</summary>
public sealed record TrainSyntax(Seq<LossSyntax> Losses, Seq<OptimizerSyntax> Optimizers, Seq<RuleSyntax> Decays, Seq<RuleSyntax> Clips, SourceSpan Span) : StatementSyntax(Span)
{
    /// <summary><c>maxnorm 3 of fc</c>: limits of the norm of each neuron's weights.</summary>
    public Seq<RuleSyntax> MaxNorms { get; init; } = [];

    /// <summary>How the learning rate goes on; one at the most, or else a mistake.</summary>
    public Seq<ScheduleSyntax> Schedules { get; init; } = [];

    /// <summary>What is not trained.</summary>
    public Seq<FreezeSyntax> Freezes { get; init; } = [];

    /// <summary>What has a learning rate of its own.</summary>
    public Seq<RateSyntax> Rates { get; init; } = [];

    /// <summary>Where it says that batches are windows of streams, which go on from step to step.</summary>
    public SourceSpan? Stream { get; init; }

    /// <summary>Where it says that recurrences compute again what their gradient needs.</summary>
    public SourceSpan? Recompute { get; init; }

    /// <summary>A line of it could not be read and has been reported: what is missing may stand there.</summary>
    public bool IsMalformed { get; init; }
}

/// <summary><c>loss mse of reconstruction weight=0.5</c>: <paramref name="Of"/> is the network's first output by default, <paramref name="Weight"/> 1; losses of one
/// <paramref name="Target"/> share it.</summary>
public sealed record LossSyntax(NameSyntax Keyword, Seq<ArgumentSyntax> Arguments, NameSyntax? Of, ExpressionSyntax? Weight, NameSyntax? Target, SourceSpan Span);

/// <summary><c>optimizer adam lr=1e-3</c>.</summary>
public sealed record OptimizerSyntax(NameSyntax Keyword, Seq<ArgumentSyntax> Arguments, SourceSpan Span);

/// <summary><c>schedule cosine period=10 warmup=1</c>.</summary>
public sealed record ScheduleSyntax(NameSyntax Keyword, Seq<ArgumentSyntax> Arguments, SourceSpan Span);

/// <summary><c>clip norm=5 value=1 of layer1.0</c>, <c>decay 1e-4</c>: what the update does to all parameters or to those under the path <paramref name="Of"/>.</summary>
public sealed record RuleSyntax(Seq<ArgumentSyntax> Arguments, NameSyntax? Of, SourceSpan Span);

/// <summary><c>freeze to layer3</c>: parameters that training leaves as they are.</summary>
public sealed record FreezeSyntax(SelectorSyntax What, SourceSpan Span);

/// <summary><c>rate 0.1 of conv1 conv2</c>: parameters whose learning rate is that of the optimizer times a factor.</summary>
public sealed record RateSyntax(ExpressionSyntax Factor, SelectorSyntax Of, SourceSpan Span);

/// <summary>A statement that could not be read and has been reported: what it names exists, but nothing is known of it, so that its uses are not reported too.</summary>
public sealed record MalformedSyntax(Seq<NameSyntax> Names, SourceSpan Span) : StatementSyntax(Span);
