using System;
using System.Collections.Generic;
using NetGen.Compiler;

namespace NetGen.Oracle.Layers;

/// <summary>Every element of the result is a weighted sum of elements of its channel.</summary>
public abstract class ImageSumOracle : LayerOracle
{
    /// <summary>The elements of the image that make the result's element at a row and column, and their weights.</summary>
    protected abstract IEnumerable<(int Row, int Column, double Weight)> Sources(LayerUse use, int row, int column);

    public override void Forward(LayerUse use) => Visit(use, (x, y, weight) => use.Result[y] += weight * use.Input[x]);

    public override void Backward(LayerUse use) => Visit(use, (x, y, weight) => use.InputGradient[x] += weight * use.ResultGradient[y]);

    void Visit(LayerUse use, Action<int, int, double> term)
    {
        Shape input = use.InputShape, output = use.ResultShape;
        for (int y = 0; y < use.Result.Length; y++)
        {
            int channel = y / (output[1] * output[2]);
            foreach (var (row, column, weight) in Sources(use, y / output[2] % output[1], y % output[2]))
                term((((channel * input[1]) + row) * input[2]) + column, y, weight);
        }
    }
}

/// <summary>The mean of rows ⌊r·h/H⌋ … ⌈(r + 1)·h/H⌉ − 1, and of columns alike.</summary>
public sealed class AdaptiveAvgPoolOracle : ImageSumOracle
{
    public override string Keyword => "adaptiveavgpool";

    protected override IEnumerable<(int Row, int Column, double Weight)> Sources(LayerUse use, int row, int column)
    {
        var (top, bottom) = Window(row, use.InputShape[1], use.ResultShape[1]);
        var (left, right) = Window(column, use.InputShape[2], use.ResultShape[2]);
        for (int r = top; r < bottom; r++)
            for (int c = left; c < right; c++) yield return (r, c, 1.0 / ((bottom - top) * (right - left)));
    }

    static (int, int) Window(int result, int size, int results) =>
        ((int)Math.Floor((double)result * size / results), (int)Math.Ceiling((result + 1.0) * size / results));
}

/// <summary>The nearest element before; or between the four nearest, where pixels are squares whose centres are at ½.</summary>
public abstract class ScalingOracle : ImageSumOracle
{
    protected override IEnumerable<(int Row, int Column, double Weight)> Sources(LayerUse use, int row, int column)
    {
        bool bilinear = use.Arguments.Word("mode") == "bilinear";
        foreach (var (r, rowWeight) in Sources(bilinear, row, use.InputShape[1], use.ResultShape[1]))
            foreach (var (c, columnWeight) in Sources(bilinear, column, use.InputShape[2], use.ResultShape[2])) yield return (r, c, rowWeight * columnWeight);
    }

    static (int, double)[] Sources(bool linear, int result, int size, int results)
    {
        double scale = (double)size / results;
        if (!linear) return [(result * size / results, 1)];
        double position = Math.Max(0, ((result + 0.5) * scale) - 0.5), before = Math.Floor(position);
        return [((int)before, 1 - (position - before)), (Math.Min((int)before + 1, size - 1), position - before)];
    }
}

public sealed class UpsampleOracle : ScalingOracle
{
    public override string Keyword => "upsample";
}

public sealed class ResizeOracle : ScalingOracle
{
    public override string Keyword => "resize";
}
