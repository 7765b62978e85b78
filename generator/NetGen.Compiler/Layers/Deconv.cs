using NetGen.Compiler.Binding;
using NetGen.Compiler.Graphs;
using NetGen.Compiler.Primitives;

namespace NetGen.Compiler.Layers;

/// <summary>Transposed convolution of an image.</summary>
public sealed class Deconv : Layer
{
    public override Signature Signature { get; } = new("deconv",
        "Transposed convolution: what the gradient of a convolution does to its result, as a layer; with a stride it enlarges.",
        "y[o, i·stride + u·dilation - top, j·stride + v·dilation - left] = b[o] + Σ w[c, o, u, v]·x[c, i, j]",
        [
            Argument.Int("channels", "number of channels of the result") with { Maximum = 1 << 24 },
            Argument.Size("kernel", "rows x columns of a filter") with { Maximum = 1 << 16 },
            Argument.Size("stride", "step of the filter in the result", Size.One) with { Maximum = 1 << 16 },
            Argument.Padding("pad", "rows and columns cut from the result: a number, rows x columns, top,left,bottom,right, or same: stride times as many results as inputs"),
            new Argument("output_pad", ArgumentKind.Size, new Size(0, 0), "rows and columns added at the bottom and right of the result, less than the stride")
            {
                Minimum = 0, Maximum = 1 << 16,
            },
            Argument.Size("dilation", "distance between the filter's elements", Size.One) with { Maximum = 1 << 16 },
            Argument.Int("groups", "the channels are split into this many groups, convolved separately", 1),
            Argument.Bool("bias", true, "whether b is added"),
        ])
    {
        Source = "Zeiler et al.: Deconvolutional Networks, 2010; torch.nn.ConvTranspose2d",
    };

    public override void Bind(LayerBinding layer)
    {
        if (layer.Input.Rank != 3)
        {
            layer.Fail(Images.Needed(layer.Input));
            return;
        }
        (int channels, int groups, int inputs) = (layer.Int("channels"), layer.Int("groups"), layer.Input[0]);
        Size kernel = layer.Size("kernel"), stride = layer.Size("stride"), more = layer.Size("output_pad");
        (long height, long width) = Result(layer.Arguments, layer.Input);
        if (inputs % groups != 0 || channels % groups != 0)
            layer.Fail($"groups={groups} must divide both the {inputs} input channels and the {channels} output channels");
        else if (more.Height >= stride.Height || more.Width >= stride.Width)
            layer.Fail($"output_pad {more} must be less than the stride {stride}");
        else if (layer.Arguments.Padding("pad").Same && more != new Size(0, 0))
            layer.Fail($"output_pad {more} has no meaning with pad=same, which gives the result stride times as many rows and columns; leave it out, or give pad in numbers");
        else if (height < 1 || width < 1)
            layer.Fail($"kernel {kernel} leaves nothing of a {layer.Input[1]}x{layer.Input[2]} input; pad less");
        else
        {
            int window = Images.Product(kernel.Height, kernel.Width);
            layer.Parameter("weight", [inputs, channels / groups, kernel.Height, kernel.Width],
                Initialization.Weight(Images.Product(inputs / groups, window), Images.Product(channels, window)), neuronAxis: 1);
            if (layer.Bool("bias")) layer.Parameter("bias", [channels], Initialization.Zeros);
            layer.MultiplyAdds = (long)inputs * layer.Input[1] * layer.Input[2] * kernel.Height * kernel.Width * (channels / groups);
            layer.Result([channels, (int)System.Math.Min(height, int.MaxValue), (int)System.Math.Min(width, int.MaxValue)]);
        }
    }

    public override void Build(LayerBuild layer)
    {
        GraphBuilder graph = layer.Graph;
        (long height, long width) = Result(layer.Arguments, layer.Input.Shape);
        var result = new Shape(layer.Int("channels"), (int)height, (int)width);
        var geometry = new Geometry(layer.Size("kernel"), layer.Size("stride"), layer.Size("dilation"), Padding(layer.Arguments, layer.Input.Shape));
        Value y = graph.Add(new ConvolutionDataGradient(geometry, layer.Int("groups"), result), [layer.Input, layer.Parameter("weight")])[0];
        if (layer.Bool("bias"))
        {
            Value bias = graph.Reshape(layer.Parameter("bias"), new Shape(layer.Int("channels"), 1, 1));
            y = graph.Map((a, b) => a + b, y, bias);
        }
        layer.Result(y);
    }

    static (long Height, long Width) Result(Arguments arguments, Shape image)
    {
        Size kernel = arguments.Size("kernel"), stride = arguments.Size("stride"), dilation = arguments.Size("dilation"), more = arguments.Size("output_pad");
        Padding pad = Padding(arguments, image);
        if (arguments.Padding("pad").Same) return ((long)image[1] * stride.Height, (long)image[2] * stride.Width);
        return (Length(image[1], kernel.Height, stride.Height, dilation.Height, (long)pad.Top + pad.Bottom) + more.Height,
            Length(image[2], kernel.Width, stride.Width, dilation.Width, (long)pad.Left + pad.Right) + more.Width);

        static long Length(int size, int kernel, int stride, int dilation, long cut) => (((long)size - 1) * stride) + (((long)kernel - 1) * dilation) + 1 - cut;
    }

    /// <summary>The padding of the convolution from the result to the input.</summary>
    static Padding Padding(Arguments arguments, Shape image)
    {
        Size stride = arguments.Size("stride");
        return arguments.Padding("pad").For(
            Images.Product(image[1], stride.Height), Images.Product(image[2], stride.Width), arguments.Size("kernel"), stride, arguments.Size("dilation"));
    }
}
