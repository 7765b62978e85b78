using NetGen.Compiler.Binding;
using NetGen.Compiler.Graphs;
using NetGen.Compiler.Primitives;

namespace NetGen.Compiler.Layers;

/// <summary>Convolution of an image.</summary>
public sealed class Conv : Layer
{
    public override Signature Signature { get; } = new("conv", "Convolution of an image with learned filters (cross-correlation, as everywhere in deep learning).",
        "y[o, i, j] = b[o] + Σ w[o, c, u, v]·x[c, i·stride + u·dilation - top, j·stride + v·dilation - left]",
        [
            Argument.Int("channels", "number of filters") with { Maximum = 1 << 24 },
            Argument.Size("kernel", "rows x columns of a filter") with { Maximum = 1 << 16 },
            Argument.Size("stride", "step of the filter", Size.One) with { Maximum = 1 << 16 },
            Argument.Padding("pad", "zeros around the image: a number, rows x columns, top,left,bottom,right, or same: as many results as ⌈size/stride⌉"),
            Argument.Size("dilation", "distance between the filter's elements", Size.One) with { Maximum = 1 << 16 },
            Argument.Int("groups", "the channels are split into this many groups, convolved separately", 1),
            Argument.Bool("bias", true, "whether b is added"),
        ])
    {
        Source = "LeCun et al.: Gradient-Based Learning Applied to Document Recognition, 1998; torch.nn.Conv2d",
    };

    public override void Bind(LayerBinding layer)
    {
        if (layer.Input.Rank != 3)
        {
            layer.Fail(Images.Needed(layer.Input));
            return;
        }
        (int channels, int groups, int inputs) = (layer.Int("channels"), layer.Int("groups"), layer.Input[0]);
        if (inputs % groups != 0 || channels % groups != 0)
        {
            layer.Fail($"groups={groups} must divide both the {inputs} input channels and the {channels} output channels");
            return;
        }
        Geometry geometry = Geometry(layer.Arguments, layer.Input);
        Size size = geometry.Output(layer.Input[1], layer.Input[2]);
        if (size.Height < 1 || size.Width < 1)
        {
            layer.Fail(Images.DoesNotFit("kernel", geometry, layer.Input));
            return;
        }
        (int height, int width) = (geometry.Kernel.Height, geometry.Kernel.Width);
        int window = Images.Product(height, width);
        layer.Parameter("weight", [channels, inputs / groups, height, width], Initialization.Weight(Images.Product(inputs / groups, window), Images.Product(channels, window)));
        if (layer.Bool("bias")) layer.Parameter("bias", [channels], Initialization.Zeros);
        layer.MultiplyAdds = (long)channels * size.Height * size.Width * height * width * (inputs / groups);
        layer.Result([channels, size.Height, size.Width]);
    }

    public override void Build(LayerBuild layer)
    {
        GraphBuilder graph = layer.Graph;
        Value y = graph.Convolution(layer.Input, layer.Parameter("weight"), Geometry(layer.Arguments, layer.Input.Shape), layer.Int("groups"));
        if (layer.Bool("bias"))
        {
            Value bias = graph.Reshape(layer.Parameter("bias"), new Shape(layer.Int("channels"), 1, 1));
            y = graph.Map((a, b) => a + b, y, bias);
        }
        layer.Result(y);
    }

    static Geometry Geometry(Arguments arguments, Shape image)
    {
        (Size kernel, Size stride, Size dilation) = (arguments.Size("kernel"), arguments.Size("stride"), arguments.Size("dilation"));
        return new Geometry(kernel, stride, dilation, arguments.Padding("pad").For(image[1], image[2], kernel, stride, dilation));
    }
}
