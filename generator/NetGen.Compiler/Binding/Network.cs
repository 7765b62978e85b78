using System.Collections.Generic;
using System.Linq;
using NetGen.Compiler.Graphs;
using NetGen.Compiler.Layers;
using NetGen.Compiler.LearningRates;
using NetGen.Compiler.Optimizers;

namespace NetGen.Compiler.Binding;

/// <summary>A network that is known to be right: every layer with its arguments, every value with its shape. What the front end makes and the graph is built from.</summary>
public sealed record Network(
    string Name,
    string Namespace,
    ClassDeclaration Class,
    Seq<NetworkValue> Values,        // inputs, layer results and targets; layers and outputs refer to them by index
    Seq<int> Inputs,
    Seq<BoundLayer> Layers,          // in an order in which every value is made before it is used
    Seq<int> Outputs,
    Training? Training,
    UnrollMode Unroll)
{
    /// <summary>Whether convolutions may be done by Winograd's algorithm.</summary>
    public bool Winograd { get; init; } = true;

    /// <summary>How the names of its files begin.</summary>
    public string FileName => (Namespace.Length > 0 ? $"{Namespace}.{Name}" : Name).Replace("@", ""); // of a keyword; no file may have it in its name

    /// <summary>Whether it can take a stream time step by time step.</summary>
    public bool IsStreamable => Layers.Any(l => l.Carried is { Count: > 0 }) && Layers.All(l => l.Carried is not null) && StepInputs.All(i => Values[i].Times > 0);

    /// <summary>What a time step of a stream has: all inputs but the lengths of sequences.</summary>
    public Seq<int> StepInputs => Inputs.Where(i => !Values[i].IsLengths).ToSeq();

    /// <summary>All state of a stream: the name that it has in the generated code, and its shape.</summary>
    public IEnumerable<CarriedState> Carried => Layers.SelectMany(l => (l.Carried ?? []).Select(c => c with { Name = $"{l.Path.Replace('.', '_')}_{c.Name}" }));
}

/// <summary>The class to generate: its accessibility and the types it is nested in, outermost first.</summary>
public sealed record ClassDeclaration(string Accessibility, Seq<string> ContainingTypes)
{
    public static ClassDeclaration Public { get; } = new("public", []);
}

public enum UnrollMode
{
    Auto,
    Full,
    Tiles,
}

/// <summary>A value: its name in the spec, or one made from its layer's, and its type for one example.</summary>
public sealed record NetworkValue(string Name, ElementType Element, Shape Shape)
{
    /// <summary>For class labels and tokens, how many there are to choose from: the values are 0 to <c>Classes - 1</c>. 0 for all else.</summary>
    public int Classes { get; init; }

    /// <summary>Whether it is a probability for each class.</summary>
    public bool IsDistribution { get; init; }

    /// <summary>Time steps of a sequence; 0 for what is none.</summary>
    public int Times { get; init; }

    /// <summary>Of a sequence whose examples have lengths of their own, the value that holds them; null where all have all time steps.</summary>
    public int? Lengths { get; init; }

    /// <summary>Whether it is what a <c>scan</c> has at each of so many time steps: a single value to the layers of its body.</summary>
    public bool IsStep { get; init; }

    /// <summary>Whether it is the lengths of a sequence.</summary>
    public bool IsLengths { get; init; }

    /// <summary>The shape in the caller's memory, where the time steps of a sequence are the first axis.</summary>
    public Shape Whole => Times == 0 ? Shape : new Shape((int[])[Times, .. Shape.Dims]);
}

/// <summary>
/// A layer in its place. <paramref name="Path"/> is unique in the network (<c>conv1</c>, <c>layer1.0.conv1</c>) and the prefix of its parameters' names; only the two ends of a
/// scan's carry share one.
/// </summary>
public sealed record BoundLayer(Layer Layer, string Path, Arguments Arguments, Seq<int> Inputs, Seq<int> Results, Seq<BoundParameter> Parameters)
{
    /// <summary>Multiply-adds of one forward pass of one example: those of dense and convolution, as the literature counts them.</summary>
    public long MultiplyAdds { get; init; }

    /// <summary>Of how many sites the layer takes random numbers in training.</summary>
    public int RandomSites { get; init; }

    /// <summary>What goes on from window to window of a stream, or from call to call of <c>Step</c>; null where the layer needs the whole sequence.</summary>
    public Seq<CarriedState>? Carried { get; init; } = [];

    /// <summary>Number of the scan that it is part of, from 1; 0 outside of scans.</summary>
    public int Scan { get; init; }

    /// <summary>Elements of the parameters without states, as the literature counts them.</summary>
    public long ParameterCount
    {
        get
        {
            long count = 0;
            foreach (BoundParameter parameter in Parameters) count += parameter.IsState ? 0 : parameter.Shape.Size;
            return count;
        }
    }
}

/// <summary>A parameter: <paramref name="Name"/> is its canonical name (<c>conv1.weight</c>), the shape PyTorch's.</summary>
public sealed record BoundParameter(string Name, Shape Shape, Initialization Initialization)
{
    /// <summary>State is not trained: the forward pass of training writes it, as a running mean. It is saved and loaded like a parameter, and not counted as one.</summary>
    public bool IsState { get; init; }

    /// <summary>Whether training leaves it as it is. Of a layer whose parameters and states all are frozen, training and prediction do the same.</summary>
    public bool IsFrozen { get; init; }

    /// <summary>Whether it has a gradient, and is changed by it.</summary>
    public bool IsTrained => !IsState && !IsFrozen;

    /// <summary>Its learning rate is the optimizer's times this.</summary>
    public float RateFactor { get; init; } = 1;

    /// <summary>The axis of the neurons or filters that weights come into: the others are those of one of them.</summary>
    public int NeuronAxis { get; init; }

    /// <summary>Whether it is a weight, which starts at random, and not a bias, scale or slope: what decays unless a line says other.</summary>
    public bool IsWeight => Initialization.Kind is not (InitializationKind.Constant or InitializationKind.ForgetGate);
}

/// <summary>What is minimised, and how.</summary>
public sealed record Training(Seq<BoundLoss> Losses, Optimizer Optimizer, Arguments OptimizerArguments)
{
    /// <summary>Whether batches are windows of streams: the state of recurrent layers goes on from step to step, and no gradient does (truncated backpropagation through
    /// time).</summary>
    public bool Stream { get; init; }

    /// <summary>Whether the gradient of a recurrence computes again what it needs of a time step, but for what is carried, in place of keeping it: less memory for more
    /// time.</summary>
    public bool Recompute { get; init; }

    /// <summary>How the learning rate goes on with training; null where it stays.</summary>
    public BoundSchedule? Schedule { get; init; }

    // Of the rules of each kind a parameter follows the one with the longest path that covers it.

    public Seq<WeightPenalty> Decays { get; init; } = [];

    public Seq<MaxNorm> MaxNorms { get; init; } = [];

    public Seq<GradientClip> Clips { get; init; } = [];

    /// <summary>The weight decay of a parameter.</summary>
    public WeightDecay Decay(BoundParameter parameter)
    {
        return new WeightDecay(Factor(PenaltyKind.L2), Factor(PenaltyKind.L1));

        float Factor(PenaltyKind kind) => Decays.Where(d => d.Kind == kind && d.Covers(parameter)).For(parameter.Name)?.Factor ?? 0;
    }

    /// <summary>The most that the norm of each neuron's weights may be, where the parameter is weights that are trained and have a limit.</summary>
    public MaxNorm? Limit(BoundParameter parameter) => parameter.IsWeight && parameter.IsTrained ? MaxNorms.For(parameter.Name) : null;

    /// <summary>The limit of a kind that a parameter is under, or null.</summary>
    public GradientClip? Clip(ClipKind kind, string parameter) => Clips.Where(c => c.Kind == kind).For(parameter);
}

/// <summary>A loss on a value against a target, which is an input of the trainer's methods.</summary>
public sealed record BoundLoss(Loss Loss, Arguments Arguments, int Prediction, int Target, float Weight);

/// <summary>How the learning rate goes on with training.</summary>
public sealed record BoundSchedule(LearningRateSchedule Schedule, Arguments Arguments);

/// <summary>State that a recurrent layer carries from one time step to the next, under a name of the layer's own.</summary>
public sealed record CarriedState(string Name, Shape Shape);
