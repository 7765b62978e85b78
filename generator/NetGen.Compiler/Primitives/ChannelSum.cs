using System.Linq;
using NetGen.Compiler.Graphs;
using NetGen.Compiler.Layouts;
using NetGen.Compiler.Plans;
using NetGen.Compiler.Scalars;
using NetGen.Compiler.Schedules;

namespace NetGen.Compiler.Primitives;

/// <summary>The sum over neighbouring channels: of each channel, so many before it and so many behind it, as far as they exist.</summary>
public sealed record ChannelSum(int Before, int Behind) : Primitive, IHasSource, IHasEpilogue
{
    public Map? Source { get; init; }

    /// <summary>How many of the inputs are summed, or the source's; those of the epilogue follow.</summary>
    int Own { get; init; } = 1;

    public Seq<Expr>? Epilogue { get; init; }

    public Primitive WithSource(Map source, int inputs) => this with { Source = source, Own = inputs };

    public Primitive WithEpilogue(Seq<Expr> epilogue) => this with { Epilogue = epilogue };

    public override Seq<TensorType> Infer(Seq<TensorType> inputs)
    {
        TensorType type = Source is null ? inputs[0] : TensorType.Float(Source.Domain, Source.Times);
        return Enumerable.Repeat(type, Epilogue?.Count ?? 1).ToSeq();
    }

    public override void Differentiate(Differentiation d) =>
        d.Add(0, d.Builder.Add(new ChannelSum(Behind, Before), [d.OutputGradient(0)!], "d_" + d.Inputs[0].Name)[0]);

    public override void Lower(Lowering lowering, Node node) => NeighbourSum.Lower(lowering, node, this, Own);
}
