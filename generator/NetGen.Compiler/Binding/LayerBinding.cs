using System.Collections.Generic;
using System.Linq;
using NetGen.Compiler.Primitives;

namespace NetGen.Compiler.Binding;

/// <summary>What a layer's shape rule sees and says.</summary>
public sealed class LayerBinding(Signature signature, string path, Arguments arguments, Seq<NetworkValue> inputs)
{
    readonly List<BoundParameter> parameters = [];
    readonly List<Shape> results = [];
    readonly List<CarriedState> carried = [];

    public Signature Signature => signature;
    public Arguments Arguments => arguments;

    /// <summary>Shapes of the values it reads.</summary>
    public Seq<Shape> Inputs { get; } = inputs.Select(i => i.Shape).ToSeq();

    public Shape Input => Inputs[0];

    /// <summary>Of an input of tokens, how many there are to choose from; 0 for all else.</summary>
    public int Tokens => inputs[0].Classes;

    /// <summary>Time steps of the longest input; 0 where none is a sequence.</summary>
    public int Times { get; } = signature.JoinsSequences ? Steps(inputs[0]) : inputs.Max(Steps);

    /// <summary>Time steps of an input; 0 where it is no sequence, as in a scan, whose layers see one step.</summary>
    public int TimesOf(int input) => Steps(inputs[input]);

    static int Steps(NetworkValue value) => value.IsStep ? 0 : value.Times;

    /// <summary>Whether it reads a sequence whose examples have lengths of their own.</summary>
    public bool HasLengths => inputs.Any(i => i.Lengths != null);

    /// <summary>Whether it reads what a scan has at a time step.</summary>
    public bool IsInScan => inputs.Any(i => i.IsStep);

    /// <summary>Time steps of the results; those of the inputs unless the layer says other, 0 for no sequence.</summary>
    public int? ResultTimes { get; set; }

    public int Int(string name) => arguments.Int(name);
    public float Float(string name) => arguments.Float(name);
    public bool Bool(string name) => arguments.Bool(name);
    public Size Size(string name) => arguments.Size(name);

    /// <summary>Number of elements of an input, as an int; an input too large for that has been reported before.</summary>
    public int Size(Shape shape) => (int)shape.Size;

    public IReadOnlyList<BoundParameter> Parameters => parameters;
    public IReadOnlyList<Shape> Results => results;

    /// <summary>What is wrong, or null: one sentence that says what would be right. The first error stands.</summary>
    public string? Error { get; private set; }

    /// <summary>Multiply-adds of the forward pass of one example, or of one time step of it where the first input is a sequence, if the layer multiplies with weights.</summary>
    public long MultiplyAdds { get; set; }

    /// <summary>Of how many sites the layer takes random numbers in training: one for each use of <see cref="LayerBuild.Random"/>.</summary>
    public int RandomSites { get; set; }

    /// <param name="neuronAxis">Of weights, the axis of what they come into.</param>
    public void Parameter(string name, Seq<int> shape, Initialization initialization, int neuronAxis = 0) =>
        parameters.Add(new BoundParameter($"{path}.{name}", new Shape(shape), initialization) { NeuronAxis = neuronAxis });

    /// <summary>Declares what is saved like a parameter, but written by the forward pass of training and not trained.</summary>
    public void State(string name, Seq<int> shape, Initialization initialization) =>
        parameters.Add(new BoundParameter($"{path}.{name}", new Shape(shape), initialization) { IsState = true });

    /// <summary>What the layer carries from step to step; null where it needs the whole sequence.</summary>
    public Seq<CarriedState>? Carried => NeedsWhole ? null : carried.ToSeq();

    /// <summary>Whether the layer cannot go on from window to window, as one that reads the sequence from its end.</summary>
    public bool NeedsWhole { get; set; }

    /// <summary>Declares what is carried from step to step.</summary>
    public void Carry(string name, Shape shape) => carried.Add(new CarriedState(name, shape));

    public void Result(Seq<int> shape) => Result(new Shape(shape));

    public void Result(Shape shape) => results.Add(shape);

    /// <summary>Reports that the layer cannot be: a sentence without the layer's name, such as "kernel 5x5 does not fit the 4x4 input; pad or pool less".</summary>
    public void Fail(string message) => Error ??= message;
}

/// <summary>What a loss's rule sees and says.</summary>
public sealed class LossBinding(Arguments arguments, Shape prediction)
{
    public Arguments Arguments => arguments;
    public Shape Prediction => prediction;
    public string? Error { get; private set; }

    public void Fail(string message) => Error ??= message;
}
