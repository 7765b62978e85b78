using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Numerics;
using NetGen.Compiler.Diagnostics;
using NetGen.Compiler.Graphs;

namespace NetGen.Compiler.Binding;

/// <summary>The values and layers of a network while it is bound, and the limits it must keep.</summary>
sealed class NetworkBuilder(DiagnosticBag diagnostics)
{
    const int MostLayers = 10_000;
    const int MostNested = 64;
    // Repeats and blocks of nothing, or of blocks of blocks, would run for ever without making a layer.
    const int MostStatements = 100_000;

    readonly List<NetworkValue> values = [];
    readonly List<SourceSpan> definitions = [];
    readonly HashSet<int> used = [];
    readonly List<BoundLayer> layers = [];
    int statements;
    int depth;
    int scans;

    public IReadOnlyList<NetworkValue> Values => values;

    public IReadOnlyList<BoundLayer> Layers => layers;

    public PathNames Paths { get; } = new();

    /// <summary>A limit was reached and reported: binding goes no further.</summary>
    public bool IsStopped { get; private set; }

    /// <summary>A line that could not be read belongs to the network: what is bound is not all of it.</summary>
    public bool IsIncomplete { get; set; }

    public NetworkValue Value(int value) => values[value];

    /// <summary>Number of the scan whose body is being bound; 0 outside.</summary>
    public int Scan { get; private set; }

    /// <summary>Goes into a scan, which cannot be in another.</summary>
    public void EnterScan() => Scan = ++scans;

    public void LeaveScan() => Scan = 0;

    public int AddValue(NetworkValue value, SourceSpan definition)
    {
        values.Add(value);
        definitions.Add(definition);
        return values.Count - 1;
    }

    public void Rename(int value, string name) => values[value] = values[value] with { Name = name };

    public void SetLengths(int value, int lengths) => values[value] = values[value] with { Lengths = lengths };

    /// <summary>Where an unused value is reported: a block's result at the use of the block.</summary>
    public void Define(int value, SourceSpan definition) => definitions[value] = definition;

    public void Use(IEnumerable<int> read) => used.UnionWith(read);

    public IEnumerable<(NetworkValue Value, SourceSpan Definition)> Unused() =>
        Enumerable.Range(0, values.Count).Where(i => !used.Contains(i)).Select(i => (values[i], definitions[i]));

    public void AddLayer(BoundLayer layer, SourceSpan span)
    {
        if (layers.Count == MostLayers) Stop(DiagnosticCatalogue.TooMany, span, "layers in one network", MostLayers.ToString(CultureInfo.InvariantCulture));
        else layers.Add(layer with { Scan = Scan });
    }

    /// <summary>Changes what is known of parameters.</summary>
    public void ChangeParameters(System.Func<BoundParameter, BoundParameter> change)
    {
        for (int i = 0; i < layers.Count; i++) layers[i] = layers[i] with { Parameters = layers[i].Parameters.Select(change).ToSeq() };
    }

    /// <summary>Counts one more statement; false if binding must end.</summary>
    public bool Step(SourceSpan span)
    {
        if (!IsStopped && ++statements > MostStatements)
            Stop(DiagnosticCatalogue.TooMany, span, "statements, blocks and repeats written out", MostStatements.ToString(CultureInfo.InvariantCulture));
        return !IsStopped && !diagnostics.IsFull;
    }

    /// <summary>Goes into a block, repeat or if; false if that is too deep.</summary>
    public bool Enter(SourceSpan span)
    {
        if (depth == MostNested)
        {
            Stop(DiagnosticCatalogue.TooDeep, span, "blocks, repeats and ifs", MostNested.ToString(CultureInfo.InvariantCulture));
            return false;
        }
        depth++;
        return true;
    }

    public void Leave() => depth--;

    /// <summary>Whether the shape can be indexed by an int; reports it otherwise.</summary>
    public bool CheckSize(string what, Shape shape, SourceSpan span)
    {
        BigInteger size = shape.Dims.Aggregate(BigInteger.One, (product, dim) => product * dim);
        if (size <= int.MaxValue) return true;
        diagnostics.Report(DiagnosticCatalogue.TooLarge, span, what, size.ToString(CultureInfo.InvariantCulture), shape.ToString());
        return false;
    }

    void Stop(DiagnosticDescriptor descriptor, SourceSpan span, params string[] arguments)
    {
        if (!IsStopped) diagnostics.Report(descriptor, span, arguments);
        IsStopped = true;
    }
}
