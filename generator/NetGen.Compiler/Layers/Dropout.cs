using NetGen.Compiler.Binding;
using NetGen.Compiler.Graphs;
using NetGen.Compiler.Scalars;

namespace NetGen.Compiler.Layers;

/// <summary>Inverted dropout.</summary>
public sealed class Dropout : Layer
{
    public override Signature Signature { get; } = new("dropout",
        "Sets elements to zero at random in training and makes the others larger in turn, so that prediction does nothing (inverted dropout).",
        "y = r < p ? 0 : x / (1 - p), r uniform in [0, 1)",
        [
            Argument.Float("p", "probability of an element to be dropped", 0.5) with { Minimum = 0, Maximum = 0.999 },
            Argument.Word("per", "what is drawn for: every element, or every channel of an image, which is dropped as a whole", "element", "channel"),
        ])
    {
        IsTransparent = true,
        Source = "Srivastava et al.: Dropout, 2014; course notes, neural networks part 2; torch.nn.Dropout, Dropout2d",
    };

    public override void Bind(LayerBinding layer)
    {
        layer.RandomSites = 1;
        if (PerChannel(layer.Arguments) && layer.Input.Rank != 3) layer.Fail($"per=channel drops whole channels of an image, and the input is {layer.Input}; use per=element");
        else layer.Result(layer.Input);
    }

    public override void Build(LayerBuild layer)
    {
        Value x = layer.Input;
        layer.Result(Apply(layer, x, layer.Float("p"), PerChannel(layer.Arguments) ? new Shape(x.Shape[0], 1, 1) : x.Shape, 0));
    }

    /// <summary>Inverted dropout in training, with one random number for each element of the shape <paramref name="drawn"/>.</summary>
    public static Value Apply(LayerBuild layer, Value x, float p, Shape drawn, int site)
    {
        if (!layer.Training || p == 0) return x;
        // One map: the backward pass draws the same numbers again, and no mask is kept.
        Expr r = RandomNumber.Uniform(Element.Of(drawn, batched: true), Expr.Argument(1), Expr.Argument(2));
        return layer.Graph.Map(Expr.Argument(0) * Expr.Select(Expr.Less(r, p), 0f, 1f / (1f - p)), [x, .. layer.Random(site)]);
    }

    static bool PerChannel(Arguments arguments) => arguments.Word("per") == "channel";
}
