using System;
using System.Linq;
using NetGen.Data;
using TorchSharp;
using Xunit;

namespace NetGen.Peers.Tests;

/// <summary>Stages of augmentation that interpolate, against PyTorch.</summary>
public class AugmentationTests
{
    [Theory]
    [InlineData(9, 11), InlineData(5, 7), InlineData(16, 7)]
    public void EnlargingIsThatOfInterpolate(int height, int width)
    {
        (DataSet data, torch.Tensor images) = Images(5, 7);
        torch.Tensor expected = torch.nn.functional.interpolate(images, size: [height, width], mode: torch.InterpolationMode.Bilinear, align_corners: false);
        IsNear(expected, data.Augmented(Augment.Resize(height, width)));
    }

    [Theory]
    [InlineData(30, 0), InlineData(-77, 0), InlineData(0, 20), InlineData(0, -35)]
    public void RotationAndShearAreThoseOfGridSample(double degrees, double shear)
    {
        (DataSet data, torch.Tensor images) = Images(9, 9);
        // The grid has for each pixel of the result where it comes from: the slant undone after the rotation.
        (double sin, double cos) = Math.SinCos(degrees * Math.PI / 180);
        double slant = Math.Tan(shear * Math.PI / 180);
        float[] inverse = [(float)(cos - (slant * sin)), (float)(-sin - (slant * cos)), 0, (float)sin, (float)cos, 0];
        torch.Tensor theta = torch.tensor(inverse).reshape(1, 2, 3);
        torch.Tensor grid = torch.nn.functional.affine_grid(theta, [1, 3, 9, 9], align_corners: true);
        torch.Tensor expected = torch.nn.functional.grid_sample(
            images, grid, mode: torch.GridSampleMode.Bilinear, padding_mode: torch.GridSamplePaddingMode.Zeros, align_corners: true);
        IsNear(expected, data.Augmented(shear == 0 ? Augment.Rotation((float)degrees, (float)degrees) : Augment.Shear((float)shear, (float)shear)));
    }

    private static (DataSet Data, torch.Tensor Images) Images(int height, int width)
    {
        var random = new RandomSequence(3);
        float[] pixels = [.. Enumerable.Range(0, 3 * height * width).Select(_ => random.Normal())];
        return (new DataSet(new Column("image", pixels, 3, height, width)), torch.tensor(pixels).reshape(1, 3, height, width));
    }

    private static void IsNear(torch.Tensor expected, ExampleSource source)
    {
        float[] values = [.. expected.reshape(-1).data<float>()], got = new float[source.ColumnTypes[0].RowLength];
        source.ReadFloats(0, 0, got, new ReadContext(1));
        Assert.Equal(values.Length, got.Length);
        for (int i = 0; i < got.Length; i++)
            Assert.Equal(values[i], got[i], 1e-5f);
    }
}
