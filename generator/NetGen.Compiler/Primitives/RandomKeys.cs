using System.Linq;
using NetGen.Compiler.Graphs;
using NetGen.Compiler.Kernels;
using NetGen.Compiler.Layouts;
using NetGen.Compiler.Plans;
using NetGen.Compiler.Scalars;
using NetGen.Compiler.Schedules;

namespace NetGen.Compiler.Primitives;

/// <summary>
/// The keys of a step's random numbers, two words for each site, from the two words that the trainer draws for each step from its seed. They are bits in floats: only
/// <see cref="RandomNumber"/> reads them.
/// </summary>
public sealed record RandomKeys(int Sites) : Primitive
{
    /// <summary>Names of the uniforms that hold the step's words.</summary>
    public const string Word0 = "random0", Word1 = "random1";

    public override Seq<TensorType> Infer(Seq<TensorType> inputs) => [TensorType.Float(new Shape(Sites, 2), 0)];

    public override string ToString() => $"random keys of {Sites} sites";

    public override void Lower(Lowering lowering, Node node)
    {
        var step = new StepWriter();
        Tensor keys = step.Use("y", lowering.Place(node.Outputs[0]), node.Outputs[0].Shape);
        Expr number = Expr.ElementIndex(Element.Of(node.Outputs[0].Shape, batched: false));
        Expr key = RandomNumber.Mix(Expr.Xor(RandomNumber.Mix(Expr.IntAdd(number, Expr.FloatBits(Expr.Uniform(Word0)))), Expr.FloatBits(Expr.Uniform(Word1))));
        Elementwise.Run(
            lowering, step, "random_keys", $"Keys of the random numbers of {Sites} sites in this step.", node.Outputs[0].Shape, false,
            [Expr.BitsFloat(key)], [], [keys]);
    }
}
