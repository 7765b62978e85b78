using System;
using System.Collections.Generic;
using System.Linq;
using NetGen.Compiler;

namespace NetGen.Oracle.Layers;

/// <summary>
/// The maximum of each region. Of the sizes of the regions along an axis, as many are by one larger as are needed: those with the smallest random numbers, or spread evenly from a
/// random offset, which is a half where nothing is random.
/// </summary>
public sealed class FractionalMaxPoolOracle : LayerOracle
{
    public override string Keyword => "fractionalmaxpool";

    public override void Forward(LayerUse use)
    {
        foreach ((int to, int[] from) in Regions(use)) use.Result[to] = from.Max(i => use.Input[i]);
    }

    public override void Backward(LayerUse use)
    {
        foreach ((int to, int[] from) in Regions(use)) use.InputGradient[from.MaxBy(i => use.Input[i])] += use.ResultGradient[to];
    }

    static IEnumerable<(int To, int[] From)> Regions(LayerUse use)
    {
        int height = use.InputShape[1], width = use.InputShape[2], shared = use.Arguments.Bool("overlapping") ? 1 : 0;
        int[] rows = Borders(use, 0, height, use.ResultShape[1]), columns = Borders(use, 1, width, use.ResultShape[2]);
        for (int c = 0, to = 0; c < use.InputShape[0]; c++)
            for (int i = 0; i + 1 < rows.Length; i++)
                for (int j = 0; j + 1 < columns.Length; j++, to++)
                    yield return (to, [.. from row in Enumerable.Range(rows[i], rows[i + 1] - rows[i] + shared)
                        from column in Enumerable.Range(columns[j], columns[j + 1] - columns[j] + shared) select (((c * height) + row) * width) + column]);
    }

    static int[] Borders(LayerUse use, int site, int size, int regions)
    {
        int last = use.Arguments.Bool("overlapping") ? size - 1 : size, small = last / regions, large = last % regions;
        bool[] isLarge = new bool[regions];
        if (use.Run.Training && use.Arguments.Word("sequence") == "random")
        {
            double[] drawn = [.. Enumerable.Range(0, regions).Select(i => use.Run.Random!.Uniform(use.Run.FirstSite + site, i))];
            foreach (int i in Enumerable.Range(0, regions).OrderBy(i => drawn[i]).ThenBy(i => i).Take(large)) isLarge[i] = true;
        }
        else
        {
            // Graham's borders ⌊α·(i + u)⌋, from which a whole number is taken so that the first is 0.
            double u = use.Run.Training ? use.Run.Uniform(site) : 0.5;
            for (int i = 0; i < regions; i++) isLarge[i] = Math.Floor(last * (i + 1 + u) / regions) - Math.Floor(last * (i + u) / regions) > small;
        }

        int[] borders = new int[regions + 1];
        for (int i = 0; i < regions; i++) borders[i + 1] = borders[i] + small + (isLarge[i] ? 1 : 0);
        return borders;
    }
}
