using System.Collections.Generic;
using System.Linq;
using NetGen.Compiler.Primitives;

namespace NetGen.Compiler.Binding;

/// <summary>What a layer's shape rule sees and says.</summary>
public sealed class LayerBinding(Signature signature, string path, Arguments arguments, Seq<NetworkValue> inputs)
{
    readonly List<BoundParameter> parameters = [];
    readonly List<Shape> results = [];

    public Signature Signature => signature;
    public Arguments Arguments => arguments;

    /// <summary>Shapes of the values it reads.</summary>
    public Seq<Shape> Inputs { get; } = inputs.Select(i => i.Shape).ToSeq();

    public Shape Input => Inputs[0];

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

    /// <summary>Multiply-adds of one example's forward pass, if the layer multiplies with weights.</summary>
    public long MultiplyAdds { get; set; }

    /// <summary>Of how many sites the layer takes random numbers in training: one for each use of <see cref="LayerBuild.Random"/>.</summary>
    public int RandomSites { get; set; }

    public void Parameter(string name, Seq<int> shape, Initialization initialization) =>
        parameters.Add(new BoundParameter($"{path}.{name}", new Shape(shape), initialization));

    /// <summary>Declares what is saved like a parameter, but written by the forward pass of training and not trained.</summary>
    public void State(string name, Seq<int> shape, Initialization initialization) =>
        parameters.Add(new BoundParameter($"{path}.{name}", new Shape(shape), initialization) { IsState = true });

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
