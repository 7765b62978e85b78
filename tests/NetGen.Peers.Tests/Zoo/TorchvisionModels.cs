using System;
using System.Linq;
using NetGen.Peers.Torch;
using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace NetGen.Peers.Tests.Zoo;

/// <summary>
/// Classification models of torchvision as PyTorch's operators over weights of torchvision's names, written down from the definitions there and independent of the zoo's files.
/// What is dropped in training is not.
/// </summary>
/// <param name="weights">The weights.</param>
/// <param name="training">Whether batch normalization uses the batch's statistics.</param>
sealed class TorchvisionModels(TorchParameters weights, bool training = false)
{
    public Tensor Forward(string model, Tensor x) => model switch
    {
        "AlexNet" => AlexNet(x),
        "Vgg11" => Vgg(x, [[64], [128], [256, 256], [512, 512], [512, 512]]),
        "Vgg16" => Vgg(x, [[64, 64], [128, 128], [256, 256, 256], [512, 512, 512], [512, 512, 512]]),
        "ResNet18" => ResNet(x, BasicBlock, [2, 2, 2, 2]),
        "ResNet50" => ResNet(x, Bottleneck, [3, 4, 6, 3]),
        "GoogLeNet" => GoogLeNet(x),
        "DenseNet121" => DenseNet(x, [6, 12, 24, 16]),
        _ => throw new ArgumentException(model, nameof(model)),
    };

    Tensor AlexNet(Tensor x)
    {
        x = Pool(Conv(x, "features.0", stride: 4, pad: 2).relu(), 3, 2);
        x = Pool(Conv(x, "features.3", pad: 2).relu(), 3, 2);
        x = Conv(x, "features.6", pad: 1).relu();
        x = Conv(x, "features.8", pad: 1).relu();
        x = Pool(Conv(x, "features.10", pad: 1).relu(), 3, 2);
        x = F.adaptive_avg_pool2d(x, [6, 6]).flatten(1);
        x = Linear(x, "classifier.1").relu();
        x = Linear(x, "classifier.4").relu();
        return Linear(x, "classifier.6");
    }

    Tensor Vgg(Tensor x, int[][] stages)
    {
        int module = 0; // of nn.Sequential, where each convolution is followed by a rectifier
        foreach (int[] stage in stages)
        {
            foreach (int _ in stage)
            {
                x = Conv(x, $"features.{module}", pad: 1).relu();
                module += 2;
            }

            x = Pool(x, 2, 2);
            module++;
        }

        x = F.adaptive_avg_pool2d(x, [7, 7]).flatten(1);
        x = Linear(x, "classifier.0").relu();
        x = Linear(x, "classifier.3").relu();
        return Linear(x, "classifier.6");
    }

    public Tensor ResNet(Tensor x, Func<Tensor, string, long, bool, Tensor> block, int[] counts)
    {
        x = Pool(Norm(Conv(x, "conv1", stride: 2, pad: 3), "bn1").relu(), 3, 2, pad: 1);
        for (int layer = 0; layer < counts.Length; layer++)
        {
            for (int i = 0; i < counts[layer]; i++)
            {
                bool first = i == 0, smaller = first && layer > 0, wider = first && (layer > 0 || block == Bottleneck);
                x = block(x, $"layer{layer + 1}.{i}", smaller ? 2 : 1, wider);
            }
        }

        return Linear(x.mean([2, 3]), "fc");
    }

    public Tensor BasicBlock(Tensor x, string name, long stride, bool downsamples)
    {
        Tensor y = Norm(Conv(x, $"{name}.conv1", stride, pad: 1), $"{name}.bn1").relu();
        y = Norm(Conv(y, $"{name}.conv2", pad: 1), $"{name}.bn2");
        return (y + Shortcut(x, name, stride, downsamples)).relu();
    }

    public Tensor Bottleneck(Tensor x, string name, long stride, bool downsamples)
    {
        Tensor y = Norm(Conv(x, $"{name}.conv1"), $"{name}.bn1").relu();
        y = Norm(Conv(y, $"{name}.conv2", stride, pad: 1), $"{name}.bn2").relu();
        y = Norm(Conv(y, $"{name}.conv3"), $"{name}.bn3");
        return (y + Shortcut(x, name, stride, downsamples)).relu();
    }

    Tensor Shortcut(Tensor x, string name, long stride, bool downsamples) =>
        downsamples ? Norm(Conv(x, $"{name}.downsample.0", stride), $"{name}.downsample.1") : x;

    public Tensor GoogLeNet(Tensor x)
    {
        x = Pool(Unit(x, "conv1", stride: 2, pad: 3), 3, 2, ceil: true);
        x = Unit(x, "conv2");
        x = Pool(Unit(x, "conv3", pad: 1), 3, 2, ceil: true);
        x = Pool(Inception(Inception(x, "inception3a"), "inception3b"), 3, 2, ceil: true);
        foreach (char part in "abcde") x = Inception(x, $"inception4{part}");
        x = Pool(x, 2, 2, ceil: true);
        x = Inception(Inception(x, "inception5a"), "inception5b");
        return Linear(x.mean([2, 3]), "fc");
    }

    Tensor Inception(Tensor x, string name) => cat(
        [
            Unit(x, $"{name}.branch1"),
            Unit(Unit(x, $"{name}.branch2.0"), $"{name}.branch2.1", pad: 1),
            Unit(Unit(x, $"{name}.branch3.0"), $"{name}.branch3.1", pad: 1),
            Unit(Pool(x, 3, 1, pad: 1, ceil: true), $"{name}.branch4.1"),
        ], 1);

    Tensor Unit(Tensor x, string name, long stride = 1, long pad = 0) => Norm(Conv(x, $"{name}.conv", stride, pad), $"{name}.bn", eps: 1e-3).relu();

    public Tensor DenseNet(Tensor x, int[] counts)
    {
        x = Pool(Norm(Conv(x, "features.conv0", stride: 2, pad: 3), "features.norm0").relu(), 3, 2, pad: 1);
        for (int block = 1; block <= counts.Length; block++)
        {
            for (int layer = 1; layer <= counts[block - 1]; layer++)
            {
                string name = $"features.denseblock{block}.denselayer{layer}";
                Tensor narrow = Conv(Norm(x, $"{name}.norm1").relu(), $"{name}.conv1");
                x = cat([x, Conv(Norm(narrow, $"{name}.norm2").relu(), $"{name}.conv2", pad: 1)], 1);
            }

            if (block == counts.Length) continue;
            string transition = $"features.transition{block}";
            x = F.avg_pool2d(Conv(Norm(x, $"{transition}.norm").relu(), $"{transition}.conv"), [2, 2], [2, 2]);
        }

        return Linear(Norm(x, "features.norm5").relu().mean([2, 3]), "classifier");
    }

    Tensor Conv(Tensor x, string name, long stride = 1, long pad = 0) => weights.Conv(x, name, [stride, stride], [pad, pad]);

    Tensor Norm(Tensor x, string name, double eps = 1e-5) => weights.BatchNorm(x, name, training, momentum: 0.1, eps);

    Tensor Linear(Tensor x, string name) => weights.Linear(x, name);

    static Tensor Pool(Tensor x, long size, long stride, long pad = 0, bool ceil = false) => F.max_pool2d(x, [size, size], [stride, stride], [pad, pad], ceil_mode: ceil);
}
