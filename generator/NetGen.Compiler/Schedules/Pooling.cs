using System;
using System.Collections.Generic;
using System.Linq;
using NetGen.Compiler.Graphs;
using NetGen.Compiler.Kernels;
using NetGen.Compiler.Plans;
using NetGen.Compiler.Primitives;
using NetGen.Compiler.Scalars;

namespace NetGen.Compiler.Schedules;

/// <summary>Windows over images and their gradients: the vectors are channels, the positions of the window are unrolled.</summary>
static class Pooling
{
    /// <summary>Largest window whose positions are unrolled.</summary>
    const int Unrolled = 25;

    /// <summary>The same of a gradient: an epilogue stands there for each position.</summary>
    const int UnrolledGradient = 4;

    public static void Forward(Lowering lowering, Node node, Window window)
    {
        (Value x, Value y) = (node.Inputs[0], node.Outputs[0]);
        Geometry g = window.Geometry;
        var step = new StepWriter();
        KernelWriter k = step.Kernel;
        Tensor image = step.Use("x", lowering.Place(x), x.Shape);
        Tensor? index = window.Epilogue is null && node.Outputs.Count > 1 ? step.Use("index", lowering.Place(node.Outputs[1]), y.Shape) : null;
        Tensor[] extra = node.Inputs.Skip(1).Select((v, i) => step.Use("e" + i, lowering.Place(v), v.Shape)).ToArray();
        Tensor[] results = node.Outputs.Take(index is null ? node.Outputs.Count : 1).Select(v => step.Use("y", lowering.Place(v), v.Shape)).ToArray();
        int size = g.Kernel.Height * g.Kernel.Width;
        Channels(lowering, k, x.Batched, x.Shape[0], y.Shape[1], y.Shape[2], (n, c, row, column, lanes, count) =>
        {
            Local best = k.Let("s", lanes, window.Kind == WindowKind.Sum ? 0f : float.NegativeInfinity);
            Local? where = index is null ? null : k.Let("at", lanes, 0f);
            if (size <= Unrolled)
            {
                for (int i = 0; i < size; i++) Tap(i / g.Kernel.Width, i % g.Kernel.Width, i);
            }
            else
            {
                k.Loop("kh", g.Kernel.Height, kh => k.Loop("kw", g.Kernel.Width, kw => Tap(kh, kw, (kh * g.Kernel.Width) + kw)));
            }
            EpilogueStore.Run(k, window.Epilogue, Expr.Leaf(best), extra, results, n, [c, row, column], lanes, count);
            if (where is not null) k.Store(index!.Parameter, index.At(n, [c, row, column]), Expr.Leaf(where), lanes, count);

            void Tap(Affine kh, Affine kw, Affine number)
            {
                Affine from = image.Near(n,
                    [c, (row * g.Stride.Height) + (kh * g.Dilation.Height) + -g.Padding.Top, (column * g.Stride.Width) + (kw * g.Dilation.Width) + -g.Padding.Left]);
                Expr value = image.Read(from, 1, lanes, count);
                Expr s = Expr.Leaf(best);
                if (window.Kind == WindowKind.Sum)
                {
                    k.Set(best, s + value);
                    return;
                }
                // A larger value wins, the first of equals stays; NaN wins over numbers and stays.
                Expr v = Expr.Leaf(k.Let("v", lanes, value));
                Expr loses = Expr.LessOrEqual(v, s);
                Expr isNumber = Expr.LessOrEqual(Expr.Abs(s), float.PositiveInfinity);
                if (where is not null)
                    k.Set(where, Expr.Select(isNumber, Expr.Select(loses, Expr.Leaf(where), Expr.Leaf(new Position(number, 0))), Expr.Leaf(where)));
                k.Set(best, Expr.Select(isNumber, Expr.Select(loses, s, v), s));
            }
        });
        string kind = window.Kind == WindowKind.Max ? "max" : "sum";
        lowering.Add(step, $"pool_{kind}_{g.Kernel}", $"{(window.Kind == WindowKind.Max ? "Maximum" : "Sum")} over windows {g.Kernel} of an image {x.Shape}: {y.Shape}.",
            y.Shape[2] * size * Math.Max(1.0, x.Shape[0] / (double)lowering.Target.Lanes));
    }

    public static void Backward(Lowering lowering, Node node, WindowGradient primitive)
    {
        Geometry g = primitive.Geometry;
        Value dy = node.Inputs[0];
        int own = primitive.Kind == WindowKind.Max ? 2 : 1;
        if (primitive.IsPartition)
        {
            Distribute(lowering, node, primitive, own);
            return;
        }
        foreach (Phase rows in Phase.All(primitive.Image[1], g.Kernel.Height, g.Stride.Height, g.Dilation.Height, g.Padding.Top))
        {
            foreach (Phase columns in Phase.All(primitive.Image[2], g.Kernel.Width, g.Stride.Width, g.Dilation.Width, g.Padding.Left))
            {
                var step = new StepWriter();
                KernelWriter k = step.Kernel;
                Tensor gradient = step.Use("dy", lowering.Place(dy), dy.Shape);
                Tensor? index = own == 2 ? step.Use("index", lowering.Place(node.Inputs[1]), dy.Shape) : null;
                Tensor[] extra = node.Inputs.Skip(own).Select((v, i) => step.Use("e" + i, lowering.Place(v), v.Shape)).ToArray();
                Tensor[] results = node.Outputs.Select(v => step.Use("dx", lowering.Place(v), v.Shape)).ToArray();
                Channels(lowering, k, dy.Batched, primitive.Image[0], rows.Count, columns.Count, (n, c, row, column, lanes, count) =>
                {
                    Local sum = k.Let("s", lanes, 0f);
                    foreach ((int kh, int dRow) in rows.Taps)
                    {
                        foreach ((int kw, int dColumn) in columns.Taps)
                        {
                            Seq<Affine> at = [c, row + dRow, column + dColumn];
                            Expr value = gradient.Read(gradient.Near(n, at), 1, lanes, count);
                            if (index is not null)
                            {
                                Expr chosen = Expr.Equal(index.Read(index.Near(n, at), 1, lanes, count), (float)((kh * g.Kernel.Width) + kw));
                                value = Expr.Select(chosen, value, 0f);
                            }
                            k.Set(sum, Expr.Leaf(sum) + value);
                        }
                    }
                    Seq<Affine> to = [c, (row * rows.Step) + rows.Start, (column * columns.Step) + columns.Start];
                    EpilogueStore.Run(k, primitive.Epilogue, Expr.Leaf(sum), extra, results, n, to, lanes, count);
                });
                lowering.Add(step, "pool_gradient", $"Gradient of windows {g.Kernel}: image {primitive.Image}, rows {rows}, columns {columns}.",
                    columns.Count * Math.Max(1.0, primitive.Image[0] / (double)lowering.Target.Lanes) * Math.Max(1, rows.Taps.Count * columns.Taps.Count));
            }
        }
    }

    /// <summary>Windows side by side: each gives its gradient to the elements under it.</summary>
    static void Distribute(Lowering lowering, Node node, WindowGradient primitive, int own)
    {
        (Size window, Value dy) = (primitive.Geometry.Kernel, node.Inputs[0]);
        int size = window.Height * window.Width;
        var step = new StepWriter();
        KernelWriter k = step.Kernel;
        Tensor gradient = step.Use("dy", lowering.Place(dy), dy.Shape);
        Tensor? index = own == 2 ? step.Use("index", lowering.Place(node.Inputs[1]), dy.Shape) : null;
        Tensor[] extra = node.Inputs.Skip(own).Select((v, i) => step.Use("e" + i, lowering.Place(v), v.Shape)).ToArray();
        Tensor[] results = node.Outputs.Select(v => step.Use("dx", lowering.Place(v), v.Shape)).ToArray();
        Channels(lowering, k, dy.Batched, primitive.Image[0], dy.Shape[1], dy.Shape[2], (n, c, row, column, lanes, count) =>
        {
            Expr value = Expr.Leaf(k.Let("g", lanes, gradient.Read(gradient.At(n, [c, row, column]), 1, lanes, count)));
            Expr? chosen = index is null ? null : Expr.Leaf(k.Let("at", lanes, index.Read(index.At(n, [c, row, column]), 1, lanes, count)));
            if (size <= UnrolledGradient)
            {
                for (int i = 0; i < size; i++) Tap(i / window.Width, i % window.Width, i);
            }
            else
            {
                k.Loop("kh", window.Height, kh => k.Loop("kw", window.Width, kw => Tap(kh, kw, (kh * window.Width) + kw)));
            }

            void Tap(Affine kh, Affine kw, Affine number) => EpilogueStore.Run(k, primitive.Epilogue,
                chosen is null ? value : Expr.Select(Expr.Equal(chosen, Expr.Leaf(new Position(number, 0))), value, 0f),
                extra, results, n, [c, (row * window.Height) + kh, (column * window.Width) + kw], lanes, count);
        });
        lowering.Add(step, "pool_gradient", $"Gradient of windows {window} side by side: image {primitive.Image}.",
            dy.Shape[2] * size * Math.Max(1.0, primitive.Image[0] / (double)lowering.Target.Lanes));
    }

    static void Channels(Lowering lowering, KernelWriter k, bool batched, int channels, int rows, int columns, Action<Affine, Affine, Affine, Affine, int, int> body)
    {
        int lanes = lowering.Target.LanesFor(channels);
        int whole = channels / lanes, rest = channels % lanes;
        k.Parallel([("i", batched ? Extent.Examples : 1), ("row", rows)], at => k.Loop("col", columns, column =>
        {
            if (whole > 0) k.Loop("c", whole, c => k.Scope("", () => body(at[0], c * lanes, at[1], column, lanes, lanes)));
            if (rest > 0) k.Scope("", () => body(at[0], whole * lanes, at[1], column, lanes, rest));
        }));
    }
}
