using System.Linq;
using NetGen.Compiler.Scalars;
using NetGen.Compiler.Targets;

namespace NetGen.Compiler.Layouts;

/// <summary>
/// Filters [O, C, kh, kw] as the kernels read them: for each group and each block of <see cref="Block"/> outputs, kh × kw × C vectors of outputs. What is behind the
/// last output is zero.
/// </summary>
public sealed record FilterLayout(Shape Shape, int Groups, int Lanes, int Vectors)
{
    /// <summary>Whether each channel has one filter of its own: then vectors are channels of the image too, and all are one group.</summary>
    public bool IsDepthwise { get; init; }

    /// <summary>Outputs of one block: a few vectors.</summary>
    public int Block => Lanes * Vectors;

    public int Outputs => Shape[0] / Groups;
    public int Channels => Shape[1];
    public int Blocks => (Outputs + Block - 1) / Block;

    public int ChannelStride => Block;
    public int ColumnStride => Channels * Block;
    public int RowStride => Shape[3] * ColumnStride;
    public int BlockStride => Shape[2] * RowStride;
    public int GroupStride => Blocks * BlockStride;
    public int Size => Groups * GroupStride;

    /// <summary>The layout a target's kernels want: the widest vector the outputs fill, and the block that wastes least, two vectors where that is no worse.</summary>
    public static FilterLayout For(Shape shape, int groups, Target target)
    {
        if (groups > 1 && groups == shape[0] && shape[1] == 1) return new FilterLayout(shape, 1, target.LanesFor(groups), 1) { IsDepthwise = true };
        int outputs = shape[0] / groups;
        int lanes = target.LanesFor(outputs);
        int vectors = (outputs + lanes - 1) / lanes;
        int[] choices = target.Registers >= 32 || lanes == 1 ? [2, 3, 4, 1] : [2, 3, 1];
        int best = choices.OrderBy(v => (vectors + v - 1) / v * v).First();
        var layout = new FilterLayout(shape, groups, lanes, best);
        // Within groups of several blocks every block is full: canonical indices are then a mixed radix of group, block and lane.
        return groups == 1 || layout.Blocks == 1 || outputs % layout.Block == 0
            ? layout
            : new FilterLayout(shape, groups, target.Widths.First(width => outputs % width == 0), 1);
    }

    /// <summary>The order in memory as a shape: group, block, row, column, channel, output of the block.</summary>
    public Shape Parts => new(Groups, Blocks, Shape[2], Shape[3], Channels, Block);

    /// <summary>The numbers of a canonical shape's elements, over <see cref="Parts"/>. What is padding has the number of some element.</summary>
    public Element Numbers(Element canonical)
    {
        // A dense weight [out, in] is read as [out, channels, height, width] of the image it flattens.
        Seq<int> s = canonical.Strides.Count == 4 ? canonical.Strides
            : [canonical.Strides[0], canonical.Strides[1] * Shape[2] * Shape[3], canonical.Strides[1] * Shape[3], canonical.Strides[1]];
        return new Element([Outputs * s[0], Block * s[0], s[2], s[3], s[1], s[0]], 0);
    }

    /// <summary>Where canonical indices go: for each axis of the shape the mixed-radix parts (extent, stride), outermost first.</summary>
    public Seq<Seq<(int Extent, int Stride)>> Axes =>
    [
        Groups == 1 ? [(Blocks, BlockStride), (Block, 1)] : Blocks == 1 ? [(Groups, GroupStride), (Outputs, 1)] : [(Groups, GroupStride), (Blocks, BlockStride), (Block, 1)],
        [(Channels, ChannelStride)],
        [(Shape[2], RowStride)],
        [(Shape[3], ColumnStride)],
    ];
}
