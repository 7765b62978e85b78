using System.Collections.Generic;
using System.Linq;
using NetGen.Compiler.Graphs;
using NetGen.Compiler.Primitives;
using NetGen.Compiler.Schedules;

namespace NetGen.Compiler.Passes;

/// <summary>
/// 3 × 3 convolutions that move by one, and their data gradients, by Winograd's algorithm where that is faster. It transforms the filters in each call: that must be worth it for
/// the examples that a call is likely to have.
/// </summary>
static class ChooseWinograd
{
    /// <summary>Least gain that counts.</summary>
    const double Enough = 0.7;

    /// <summary>Fewest multiply-adds, and channels: below, a kernel is not limited by them.</summary>
    const long FewestMultiplyAdds = 1 << 16;
    const int FewestChannels = 8;

    /// <param name="examples">How many a call is likely to have.</param>
    public static Graph Run(Graph graph, int examples)
    {
        int nextId = graph.Nodes.Max(n => n.Outputs.Max(o => o.Id)) + 1;
        var made = new Dictionary<(Value, bool), Value>();
        var ofLoops = new HashSet<Value>(graph.Nodes.Where(n => n.Loop is not null).SelectMany(n => n.Outputs));
        var nodes = new List<Node>();
        foreach (Node node in graph.Nodes)
        {
            if (Padding(node) is { } padding && !ofLoops.Contains(node.Inputs[1]) && Pays(node.Inputs[0].Shape, node.Outputs[0].Shape, examples * node.Outputs[0].Times))
            {
                nodes.Add(node with
                {
                    Primitive = new WinogradConvolution(padding, Label(node.Primitive)) { Epilogue = ((IHasEpilogue)node.Primitive).Epilogue },
                    Inputs = node.Inputs.Select((v, i) => i == 1 ? Filters(node) : v).ToSeq(),
                });
            }
            else nodes.Add(node);
        }
        return graph with { Nodes = nodes.ToSeq() };

        Value Filters(Node node)
        {
            Value filters = node.Inputs[1];
            bool exchanged = node.Primitive is ConvolutionDataGradient;
            if (!made.TryGetValue((filters, exchanged), out Value? value))
            {
                var primitive = new WinogradFilters(exchanged);
                made[(filters, exchanged)] = value = new Value(nextId++, primitive.Infer([filters.Type])[0], filters.Name + "_winograd");
                // Once for all steps of a loop, whose nodes stand together.
                int place = node.Loop is null ? nodes.Count : nodes.FindIndex(n => n.Loop == node.Loop);
                nodes.Insert(place < 0 ? nodes.Count : place, new Node(primitive, [filters], [value], node.Layer));
            }
            return value;
        }
    }

    static string Label(Primitive primitive) => primitive is Convolution c ? $"conv_{c.Geometry.Kernel}" : ConvolutionDataGradient.Label;

    /// <summary>The zeros around the image that is read, or null where the node is not such a convolution.</summary>
    static Padding? Padding(Node node)
    {
        (Geometry? geometry, int groups) = node.Primitive switch
        {
            Convolution c => (c.Geometry, c.Groups),
            ConvolutionDataGradient d => (d.Geometry, d.Groups),
            _ => ((Geometry?)null, 0),
        };
        var size = new Size(Winograd.Taps, Winograd.Taps);
        if (geometry is null || groups != 1 || geometry.Kernel != size || geometry.Stride != Size.One || geometry.Dilation != Size.One || !node.Outputs[0].Batched) return null;
        Padding p = geometry.Padding;
        if (node.Primitive is Convolution) return p;
        const int most = Winograd.Taps - 1;
        return p.Top > most || p.Left > most || p.Bottom > most || p.Right > most ? null : new Padding(most - p.Top, most - p.Left, most - p.Bottom, most - p.Right);
    }

    static bool Pays(Shape image, Shape result, int examples)
    {
        long channels = image[0], outputs = result[0], tiles = Tiles(result[1]) * Tiles(result[2]);
        double direct = (double)(Winograd.Taps * Winograd.Taps) * channels * outputs * result[1] * result[2];
        double perExample = Winograd.Products * tiles * ((channels * outputs) + (Winograd.ElementCost * channels) + (Winograd.ProductCost * outputs));
        double once = Winograd.Products * channels * outputs * Winograd.FilterCost;
        // Vectors are channels: of a number that is no multiple of four there would be single ones.
        return direct >= FewestMultiplyAdds && channels >= FewestChannels && outputs >= FewestChannels && channels % 4 == 0 && perExample + (once / examples) <= Enough * direct;

        static long Tiles(int count) => (count + Winograd.Results - 1) / Winograd.Results;
    }
}
