using System.Collections.Generic;

namespace NetGen.Peers.Tests.Zoo;

/// <summary>For each family of the zoo a small one, of its blocks, for 32x32 images; without what is random, but for the paths that FractalNet drops.</summary>
static class ReducedNetworks
{
    const string Training = "\ntrain\n  loss softmax-cross-entropy\n  optimizer momentum lr=0.02\n";

    public static IReadOnlyDictionary<string, string> All { get; } = new Dictionary<string, string>
    {
        ["AlexNet"] = """
            network AlexNet
            input image: 3x32x32
            conv 8 5x5 stride=2 pad=2 | relu | lrn 5 alpha=5e-4 k=2 | maxpool 3 stride=2
            conv 16 5x5 pad=2 groups=2 | relu | lrn 5 alpha=5e-4 k=2 | maxpool 3 stride=2
            conv 24 3x3 pad=1 | relu | conv 16 3x3 pad=1 groups=2 | relu | maxpool 3 stride=2
            dense 32 | relu | dense 10
            """ + Training,
        ["Vgg"] = """
            network Vgg
            input image: 3x32x32
            conv 8 3x3 pad=1 | relu | conv 8 3x3 pad=1 | relu | maxpool 2
            conv 16 3x3 pad=1 | relu | conv 16 3x3 pad=1 | relu | maxpool 2
            dense 32 | relu | dense 10
            """ + Training,
        ["GoogLeNet"] = """
            use "GoogLeNet.net.txt"
            network GoogLeNet
            input image: 3x32x32
            conv 16 5x5 pad=2 | relu | maxpool 3 stride=2 ceil=yes | lrn 5 k=1
            first = inception 8 6 12 2 4 4 | maxpool 3 stride=2 ceil=yes
            inception 8 8 16 2 4 4
            scores = globalavgpool | dense 10
            early = first | avgpool 4 | conv 8 1x1 | relu | dense 10
            output scores
            train
              loss softmax-cross-entropy of scores target=labels
              loss softmax-cross-entropy of early weight=0.3 target=labels
              optimizer momentum lr=0.02
            """,
        ["NormalizedGoogLeNet"] = """
            use "GoogLeNet.net.txt"
            network NormalizedGoogLeNet
            input image: 3x32x32
            conv1: unit 16 5x5 pad=2 | maxpool 3 stride=2 ceil=yes
            inception3a: normalized 8 6 12 2 4 4 | maxpool 3 stride=2 ceil=yes
            inception4a: normalized 8 8 16 2 4 4
            globalavgpool | dense 10
            """ + Training,
        ["NetworkInNetwork"] = """
            network NetworkInNetwork
            input image: 3x32x32
            conv 16 5x5 pad=2 | relu | conv 12 1x1 | relu | conv 8 1x1 | relu | maxpool 3 stride=2 ceil=yes
            conv 16 5x5 pad=2 | relu | conv 16 1x1 | relu | avgpool 3 stride=2 ceil=yes
            conv 16 3x3 pad=1 | relu | conv 10 1x1 | relu | globalavgpool
            """ + Training,
        ["ResNet"] = """
            use "ResNet.net.txt"
            network ResNet
            input image: 3x32x32
            conv1: conv 8 7x7 stride=2 pad=3 bias=no | bn1: batchnorm | relu | maxpool 3 stride=2 pad=1
            layer1: basic 8
            layer2: basic 16 stride=2
            layer3: bottleneck 8
            globalavgpool | fc: dense 10
            """ + Training,
        ["CifarResNet"] = """
            use "CifarResNet.net.txt"
            network CifarResNet
            input image: 3x32x32
            conv1: conv 8 3x3 pad=1 bias=no | bn1: batchnorm | relu
            layer1: residual 8
            layer2: residual 16 stride=2
            layer3: dropped 32 1.0 stride=2
            globalavgpool | fc: dense 10
            """ + Training,
        ["WideResNet"] = """
            use "WideResNet.net.txt"
            network WideResNet
            input image: 3x32x32
            conv 8 3x3 pad=1 bias=no
            wide 16 0
            wide 24 0 stride=2
            batchnorm | relu | globalavgpool | dense 10
            """ + Training,
        ["DenseNet"] = """
            use "DenseNet.net.txt"
            network DenseNet
            input image: 3x32x32
            conv 8 3x3 pad=1 bias=no
            denseblock 3 4 | transition
            denseblock 2 4
            batchnorm | relu | globalavgpool | dense 10
            """ + Training,
        ["FractalNet"] = """
            use "FractalNet.net.txt"
            network FractalNet
            input image: 3x32x32
            fractal 8 drop=0 global=0
            fractal 12 drop=0 global=0
            dense 10
            """ + Training,
        ["DropPath"] = """
            use "FractalNet.net.txt"
            network DropPath
            input image: 3x32x32
            fractal 8
            fractal 12
            dense 10
            """ + Training,
        ["LeNet"] = """
            use "LeNet.net.txt"
            network LeNet
            input image: 3x32x32
            maps = image | conv 6 5x5 | avgpool 2 | scale | squash
            m0 = maps | slice 0 2
            m1 = maps | slice 3 3
            c0 = concat m0, m1 | conv 4 5x5
            c1 = m1 | conv 3 5x5
            concat c0, c1 | avgpool 2 | scale | squash | dense 20 | tanh | dense 10
            """ + Training,
    };
}
