using System.Collections.Generic;
using System.Linq;
using NetGen.Compiler.Binding;
using NetGen.Compiler.Layouts;

namespace NetGen.Compiler.Emission;

/// <summary>One parameter in the flat buffer of a target.</summary>
sealed record ParameterEntry(BoundParameter Parameter, FilterLayout? Filters, int Offset, int Size)
{
    /// <summary>Where canonical indices go, for each axis: (extent, stride), outermost first.</summary>
    public Seq<Seq<(int Extent, int Stride)>> Axes
    {
        get
        {
            if (Filters is null)
            {
                Layout layout = Layout.RowMajor(Parameter.Shape);
                return Parameter.Shape.Dims.Select((dim, axis) => (Seq<(int, int)>)[(dim, layout.Strides[axis])]).ToSeq();
            }
            // A dense weight [out, in] has the filters' last three axes in one.
            return Parameter.Shape.Rank == 4 ? Filters.Axes : [Filters.Axes[0], Filters.Axes.Skip(1).SelectMany(a => a).ToSeq()];
        }
    }
}

/// <summary>The flat parameter buffer of a target: weights first, then what weight decay usually leaves alone (biases and the like), then what is frozen, then states.</summary>
sealed class ParameterTable
{
    const int Alignment = 16;

    public ParameterTable(Network network, IReadOnlyDictionary<string, FilterLayout?> filters)
    {
        // Initial weights follow from a parameter's number, which therefore does not depend on what is frozen.
        BoundParameter[] parameters = [.. network.Layers.SelectMany(l => l.Parameters).OrderBy(p => p.IsState ? 2 : p.IsWeight ? 0 : 1)];
        var entries = new ParameterEntry[parameters.Length];
        foreach (int i in Enumerable.Range(0, parameters.Length).OrderBy(i => parameters[i].IsTrained ? 0 : parameters[i].IsState ? 2 : 1))
        {
            filters.TryGetValue(parameters[i].Name, out FilterLayout? layout);
            int size = Rounded(layout?.Size ?? (int)parameters[i].Shape.Size);
            entries[i] = new ParameterEntry(parameters[i], layout, Floats, size);
            Floats += size;
            if (parameters[i].IsTrained) TrainedFloats = Floats;
        }
        Entries = entries;
    }

    /// <summary>In canonical order.</summary>
    public IReadOnlyList<ParameterEntry> Entries { get; }

    /// <summary>In the order of their places.</summary>
    public IEnumerable<ParameterEntry> Placed => Entries.OrderBy(e => e.Offset);

    public int Floats { get; private set; }

    /// <summary>So many floats at the start are trained: gradients and the optimizer's state are as long.</summary>
    public int TrainedFloats { get; private set; }

    public int Offset(string name) => Entries.First(e => e.Parameter.Name == name).Offset;

    static int Rounded(int size) => (size + Alignment - 1) / Alignment * Alignment;
}
