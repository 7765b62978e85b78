using System.Collections.Generic;
using NetGen.Compiler;
using NetGen.Compiler.Binding;
using NetGen.Compiler.Primitives;

namespace NetGen.Oracle.Layers;

/// <summary>A window that moves over an image: where it reads for an output position. Positions outside the image are given too, as such.</summary>
sealed class SlidingWindow
{
    readonly Size kernel, stride, dilation;
    readonly int top, left, bottom, right, height, width;

    public SlidingWindow(Arguments arguments, Shape image, Shape result, Size kernel, Size dilation)
    {
        this.kernel = kernel;
        this.dilation = dilation;
        stride = arguments.Size("stride") is { Height: > 0 } given ? given : kernel; // a pooling window moves by its own size
        (height, width) = (image[1], image[2]);
        var padding = (PaddingArgument)arguments["pad"];
        (top, bottom) = padding.Same ? SamePadding(height, result[1], kernel.Height, stride.Height, dilation.Height) : (padding.Sides.Top, padding.Sides.Bottom);
        (left, right) = padding.Same ? SamePadding(width, result[2], kernel.Width, stride.Width, dilation.Width) : (padding.Sides.Left, padding.Sides.Right);
    }

    public int Positions => kernel.Height * kernel.Width;

    /// <summary>The image positions under the window: its kernel position, row and column, and whether they are inside.</summary>
    public IEnumerable<(int Kernel, int Row, int Column, bool Inside)> At(int outputRow, int outputColumn)
    {
        for (int kernelRow = 0; kernelRow < kernel.Height; kernelRow++)
        {
            for (int kernelColumn = 0; kernelColumn < kernel.Width; kernelColumn++)
            {
                int row = (outputRow * stride.Height) + (kernelRow * dilation.Height) - top;
                int column = (outputColumn * stride.Width) + (kernelColumn * dilation.Width) - left;
                bool inside = row >= 0 && row < height && column >= 0 && column < width;
                yield return ((kernelRow * kernel.Width) + kernelColumn, row, column, inside);
            }
        }
    }

    /// <summary>Whether a position is of the image or of its padding: the last windows may reach beyond both.</summary>
    public bool IsPadded(int row, int column) => row >= -top && row < height + bottom && column >= -left && column < width + right;

    /// <summary>What is missing at both sides for ⌈size / stride⌉ results; an odd one goes to the end.</summary>
    static (int, int) SamePadding(int size, int results, int kernel, int stride, int dilation)
    {
        int missing = int.Max(0, ((results - 1) * stride) + ((kernel - 1) * dilation) + 1 - size);
        return (missing / 2, missing - (missing / 2));
    }
}
