using NetGen.Compiler.Kernels;
using NetGen.Compiler.Layouts;
using NetGen.Compiler.Plans;
using NetGen.Compiler.Primitives;

namespace NetGen.Compiler.Schedules;

/// <summary>Writes the border of an image once, so that no kernel that reads it tests for one.</summary>
static class HaloFill
{
    public static void Lower(Lowering lowering, Place place, Shape shape, Halo halo, bool batched)
    {
        var step = new StepWriter();
        KernelWriter k = step.Kernel;
        int y = step.Use("y", place, 0);
        Layout layout = place.Layout;
        Padding sides = halo.Sides;
        int row = layout.Strides[1], pixel = layout.Strides[2];
        int first = sides.Top * row, behind = (sides.Top + shape[1]) * row;
        k.Parallel([("i", batched ? Extent.Examples : 1)], at =>
        {
            Affine example = at[0] * place.BatchStride;
            Fill(example, first);
            Fill(example + behind, sides.Bottom * row);
            if (sides.Left + sides.Right > 0)
                k.Loop("r", shape[1], r =>
                {
                    Affine start = example + first + (r * row);
                    Fill(start, sides.Left * pixel);
                    Fill(start + (row - (sides.Right * pixel)), sides.Right * pixel);
                });
        });
        lowering.Add(step, "halo", $"Border {sides.Top},{sides.Left},{sides.Bottom},{sides.Right} of an image {shape}: {halo.Fill}.", layout.Size * 0.02);

        void Fill(Affine at, int count)
        {
            if (count == 0) return;
            int lanes = lowering.Target.LanesFor(count);
            if (count / lanes > 0) k.Loop("v", count / lanes, v => k.Store(y, at + (v * lanes), halo.Fill, lanes, lanes));
            if (count % lanes > 0) k.Store(y, at + (count / lanes * lanes), halo.Fill, lanes, count % lanes);
        }
    }
}
