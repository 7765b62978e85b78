using System;
using System.Linq;
using NetGen.Compiler.Kernels;
using NetGen.Compiler.Layouts;
using NetGen.Compiler.Plans;
using NetGen.Compiler.Primitives;
using NetGen.Compiler.Scalars;

namespace NetGen.Compiler.Schedules;

/// <summary>
/// Gradient of filters of single channels: the vectors are channels, the accumulators elements of the filter, which share the output gradient's vectors. Tasks are vectors of
/// channels, and rows of the filter where it is large; all of a thread's take an example before the next, and the sums stay in memory between them.
/// </summary>
static class DepthwiseGradientNest
{
    public static void Lower(Lowering lowering, string label, string summary, Geometry geometry, FilterLayout f, Place image, Place gradient, Shape gradientShape, Place result)
    {
        var step = new StepWriter();
        KernelWriter k = step.Kernel;
        Layout xl = image.Layout, dl = gradient.Layout;
        int x = step.Use("x", image, xl.Offset - (geometry.Padding.Top * xl.Strides[1]) - (geometry.Padding.Left * xl.Strides[2]));
        int dy = step.Use("dy", gradient, dl.Offset);
        int dw = step.Use("dw", result.Buffer);
        int height = f.Shape[2], width = f.Shape[3], whole = f.Outputs / f.Lanes, rest = f.Outputs % f.Lanes;
        int most = lowering.Target.Registers >= 32 ? 25 : 9;
        int rows = height * width <= most ? height : 1;
        Seq<(string, Extent)> tasks = [("c", f.Blocks), ("kh", height / rows)];
        bool keep = lowering.StraightLine; // sums over examples go on from call to call

        if (!keep) k.Parallel(tasks, at => k.Loop("z", rows * width, z => k.Store(dw, Filter(at) + (z * f.ColumnStride), 0f, f.Lanes, f.Lanes)));
        k.Loop("i", Extent.Examples, i => k.Parallel(tasks, at =>
        {
            if (rest == 0) Taps(f.Lanes);
            else k.Branch(at[0], whole, () => Taps(f.Lanes), () => Taps(rest));

            void Taps(int channels) => k.Tiles("kw", width, Math.Min(width, most), (column, count) => k.Scope("", () => Tile(i, at, column, count, channels)));
        }));
        lowering.Add(step, label, summary, TaskCost.PerExample(TaskCost.MultiplyAdds((double)rows * width * f.Lanes * gradientShape[1] * gradientShape[2], f.Lanes)));

        Affine Filter(Seq<Affine> at) => (at[0] * f.BlockStride) + (at[1] * (rows * f.RowStride));

        void Tile(Affine example, Seq<Affine> at, Affine tap, int count, int channels)
        {
            var elements = (from row in Enumerable.Range(0, rows) from column in Enumerable.Range(0, count)
                select (Row: row, Column: column, Sum: k.Let("s", f.Lanes, 0f))).ToArray();
            Affine from = (example * image.BatchStride) + (at[0] * f.Lanes)
                + (at[1] * (rows * geometry.Dilation.Height * xl.Strides[1])) + (tap * (geometry.Dilation.Width * xl.Strides[2]));
            Affine of = (example * gradient.BatchStride) + (at[0] * f.Lanes);
            k.Loop("row", gradientShape[1], r => k.Loop("col", gradientShape[2], c =>
            {
                Expr g = Expr.Leaf(k.Let("g", f.Lanes, Read(dy, gradient, of + (r * dl.Strides[1]) + (c * dl.Strides[2]))));
                Affine pixel = from + (r * (geometry.Stride.Height * xl.Strides[1])) + (c * (geometry.Stride.Width * xl.Strides[2]));
                foreach ((int row, int column, Local sum) in elements)
                {
                    Affine element = pixel + ((row * geometry.Dilation.Height * xl.Strides[1]) + (column * geometry.Dilation.Width * xl.Strides[2]));
                    k.Set(sum, Expr.MultiplyAdd(Read(x, image, element), g, Expr.Leaf(sum)));
                }
            }));
            foreach ((int row, int column, Local sum) in elements)
            {
                Affine to = Filter(at) + (tap * f.ColumnStride) + ((row * f.RowStride) + (column * f.ColumnStride));
                // Lanes behind the last channel hold what happens to stand in memory; the filters' padding stays zero.
                Expr value = Expr.Leaf(sum);
                if (channels < f.Lanes) value = Expr.Select(Expr.Less(Expr.Leaf(new Position(0, 1)), (float)channels), value, 0f);
                k.Store(dw, to, keep ? value : Expr.Leaf(new Load(dw, to, f.Lanes, f.Lanes)) + value, f.Lanes, f.Lanes);
            }

            Expr Read(int parameter, Place place, Affine address) => Expr.Leaf(new Load(parameter, address, f.Lanes, place.Buffer.IsExternal ? channels : f.Lanes));
        }
    }
}
