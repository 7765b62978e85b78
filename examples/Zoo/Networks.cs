using System.Collections.Generic;
using System.Linq;

namespace Zoo;

/// <summary>The networks that the files of this directory make, one a line.</summary>
internal static class Networks
{
    /// <summary>All of them, in the order of the years and then of the sizes.</summary>
    public static IReadOnlyList<ZooNetwork> All { get; } =
    [
        ZooNetwork.Of(LeNet5.Description, (1, 28, 28), static (seed, threads) => new LeNet5(seed, threads), static (net, image, output) => net.Predict(image, output), static (net, batch, threads) => new LeNet5.Trainer(net, batch, threads)),
        ZooNetwork.Of(LeNet5Of1998.Description, (1, 32, 32), static (seed, threads) => new LeNet5Of1998(seed, threads), static (net, image, output) => net.Predict(image, output)), // its targets are pictures of characters, not classes
        ZooNetwork.Of(AlexNet.Description, (3, 224, 224), static (seed, threads) => new AlexNet(seed, threads), static (net, image, output) => net.Predict(image, output), static (net, batch, threads) => new AlexNet.Trainer(net, batch, threads)),
        ZooNetwork.Of(AlexNetOf2012.Description, (3, 227, 227), static (seed, threads) => new AlexNetOf2012(seed, threads), static (net, image, output) => net.Predict(image, output), static (net, batch, threads) => new AlexNetOf2012.Trainer(net, batch, threads)),
        ZooNetwork.Of(Vgg11.Description, (3, 224, 224), static (seed, threads) => new Vgg11(seed, threads), static (net, image, output) => net.Predict(image, output), static (net, batch, threads) => new Vgg11.Trainer(net, batch, threads)),
        ZooNetwork.Of(Vgg16.Description, (3, 224, 224), static (seed, threads) => new Vgg16(seed, threads), static (net, image, output) => net.Predict(image, output), static (net, batch, threads) => new Vgg16.Trainer(net, batch, threads)),
        ZooNetwork.Of(Vgg19.Description, (3, 224, 224), static (seed, threads) => new Vgg19(seed, threads), static (net, image, output) => net.Predict(image, output), static (net, batch, threads) => new Vgg19.Trainer(net, batch, threads)),
        ZooNetwork.Of(GoogLeNetOf2014.Description, (3, 224, 224), static (seed, threads) => new GoogLeNetOf2014(seed, threads), static (net, image, output) => net.Predict(image, output), static (net, batch, threads) => new GoogLeNetOf2014.Trainer(net, batch, threads)),
        ZooNetwork.Of(GoogLeNetWithAuxiliaries.Description, (3, 224, 224), static (seed, threads) => new GoogLeNetWithAuxiliaries(seed, threads), static (net, image, output) => net.Predict(image, output), static (net, batch, threads) => new GoogLeNetWithAuxiliaries.Trainer(net, batch, threads)),
        ZooNetwork.Of(GoogLeNet.Description, (3, 224, 224), static (seed, threads) => new GoogLeNet(seed, threads), static (net, image, output) => net.Predict(image, output), static (net, batch, threads) => new GoogLeNet.Trainer(net, batch, threads)),
        ZooNetwork.Of(GoogLeNetOfTorchvision.Description, (3, 224, 224), static (seed, threads) => new GoogLeNetOfTorchvision(seed, threads), static (net, image, output) => net.Predict(image, output), static (net, batch, threads) => new GoogLeNetOfTorchvision.Trainer(net, batch, threads)),
        ZooNetwork.Of(NetworkInNetwork.Description, (3, 32, 32), static (seed, threads) => new NetworkInNetwork(seed, threads), static (net, image, output) => net.Predict(image, output), static (net, batch, threads) => new NetworkInNetwork.Trainer(net, batch, threads)),
        ZooNetwork.Of(ResNet18.Description, (3, 224, 224), static (seed, threads) => new ResNet18(seed, threads), static (net, image, output) => net.Predict(image, output), static (net, batch, threads) => new ResNet18.Trainer(net, batch, threads)),
        ZooNetwork.Of(ResNet34.Description, (3, 224, 224), static (seed, threads) => new ResNet34(seed, threads), static (net, image, output) => net.Predict(image, output), static (net, batch, threads) => new ResNet34.Trainer(net, batch, threads)),
        ZooNetwork.Of(ResNet50.Description, (3, 224, 224), static (seed, threads) => new ResNet50(seed, threads), static (net, image, output) => net.Predict(image, output), static (net, batch, threads) => new ResNet50.Trainer(net, batch, threads)),
        ZooNetwork.Of(ResNet101.Description, (3, 224, 224), static (seed, threads) => new ResNet101(seed, threads), static (net, image, output) => net.Predict(image, output), static (net, batch, threads) => new ResNet101.Trainer(net, batch, threads)),
        ZooNetwork.Of(ResNet152.Description, (3, 224, 224), static (seed, threads) => new ResNet152(seed, threads), static (net, image, output) => net.Predict(image, output), static (net, batch, threads) => new ResNet152.Trainer(net, batch, threads)),
        ZooNetwork.Of(ResNet20.Description, (3, 32, 32), static (seed, threads) => new ResNet20(seed, threads), static (net, image, output) => net.Predict(image, output), static (net, batch, threads) => new ResNet20.Trainer(net, batch, threads)),
        ZooNetwork.Of(ResNet56.Description, (3, 32, 32), static (seed, threads) => new ResNet56(seed, threads), static (net, image, output) => net.Predict(image, output), static (net, batch, threads) => new ResNet56.Trainer(net, batch, threads)),
        ZooNetwork.Of(ResNet110.Description, (3, 32, 32), static (seed, threads) => new ResNet110(seed, threads), static (net, image, output) => net.Predict(image, output), static (net, batch, threads) => new ResNet110.Trainer(net, batch, threads)),
        ZooNetwork.Of(ResNet110StochasticDepth.Description, (3, 32, 32), static (seed, threads) => new ResNet110StochasticDepth(seed, threads), static (net, image, output) => net.Predict(image, output), static (net, batch, threads) => new ResNet110StochasticDepth.Trainer(net, batch, threads)),
        ZooNetwork.Of(WideResNet16x8.Description, (3, 32, 32), static (seed, threads) => new WideResNet16x8(seed, threads), static (net, image, output) => net.Predict(image, output), static (net, batch, threads) => new WideResNet16x8.Trainer(net, batch, threads)),
        ZooNetwork.Of(WideResNet28x10.Description, (3, 32, 32), static (seed, threads) => new WideResNet28x10(seed, threads), static (net, image, output) => net.Predict(image, output), static (net, batch, threads) => new WideResNet28x10.Trainer(net, batch, threads)),
        ZooNetwork.Of(WideResNet40x4.Description, (3, 32, 32), static (seed, threads) => new WideResNet40x4(seed, threads), static (net, image, output) => net.Predict(image, output), static (net, batch, threads) => new WideResNet40x4.Trainer(net, batch, threads)),
        ZooNetwork.Of(DenseNet121.Description, (3, 224, 224), static (seed, threads) => new DenseNet121(seed, threads), static (net, image, output) => net.Predict(image, output), static (net, batch, threads) => new DenseNet121.Trainer(net, batch, threads)),
        ZooNetwork.Of(DenseNet169.Description, (3, 224, 224), static (seed, threads) => new DenseNet169(seed, threads), static (net, image, output) => net.Predict(image, output), static (net, batch, threads) => new DenseNet169.Trainer(net, batch, threads)),
        ZooNetwork.Of(DenseNetBC100x12.Description, (3, 32, 32), static (seed, threads) => new DenseNetBC100x12(seed, threads), static (net, image, output) => net.Predict(image, output), static (net, batch, threads) => new DenseNetBC100x12.Trainer(net, batch, threads)),
        ZooNetwork.Of(DenseNet40x12.Description, (3, 32, 32), static (seed, threads) => new DenseNet40x12(seed, threads), static (net, image, output) => net.Predict(image, output), static (net, batch, threads) => new DenseNet40x12.Trainer(net, batch, threads)),
        ZooNetwork.Of(FractalNet20.Description, (3, 32, 32), static (seed, threads) => new FractalNet20(seed, threads), static (net, image, output) => net.Predict(image, output), static (net, batch, threads) => new FractalNet20.Trainer(net, batch, threads)),
        ZooNetwork.Of(ThreeOf3x3.Description, (64, 32, 32), static (seed, threads) => new ThreeOf3x3(seed, threads), static (net, image, output) => net.Predict(image, output)),
        ZooNetwork.Of(OneOf7x7.Description, (64, 32, 32), static (seed, threads) => new OneOf7x7(seed, threads), static (net, image, output) => net.Predict(image, output)),

        ZooNetwork.Of(SmallResNet.Description, (1, 28, 28), static (seed, threads) => new SmallResNet(seed, threads), static (net, image, output) => net.Predict(image, output), static (net, batch, threads) => new SmallResNet.Trainer(net, batch, threads)),
        ZooNetwork.Of(SmallStochasticDepth.Description, (1, 28, 28), static (seed, threads) => new SmallStochasticDepth(seed, threads), static (net, image, output) => net.Predict(image, output), static (net, batch, threads) => new SmallStochasticDepth.Trainer(net, batch, threads)),
        ZooNetwork.Of(SmallWideResNet.Description, (1, 28, 28), static (seed, threads) => new SmallWideResNet(seed, threads), static (net, image, output) => net.Predict(image, output), static (net, batch, threads) => new SmallWideResNet.Trainer(net, batch, threads)),
        ZooNetwork.Of(SmallDenseNet.Description, (1, 28, 28), static (seed, threads) => new SmallDenseNet(seed, threads), static (net, image, output) => net.Predict(image, output), static (net, batch, threads) => new SmallDenseNet.Trainer(net, batch, threads)),
        ZooNetwork.Of(SmallGoogLeNet.Description, (1, 28, 28), static (seed, threads) => new SmallGoogLeNet(seed, threads), static (net, image, output) => net.Predict(image, output), static (net, batch, threads) => new SmallGoogLeNet.Trainer(net, batch, threads)),
        ZooNetwork.Of(SmallFractalNet.Description, (1, 28, 28), static (seed, threads) => new SmallFractalNet(seed, threads), static (net, image, output) => net.Predict(image, output), static (net, batch, threads) => new SmallFractalNet.Trainer(net, batch, threads)),
        ZooNetwork.Of(SmallNetworkInNetwork.Description, (1, 28, 28), static (seed, threads) => new SmallNetworkInNetwork(seed, threads), static (net, image, output) => net.Predict(image, output), static (net, batch, threads) => new SmallNetworkInNetwork.Trainer(net, batch, threads)),
        ZooNetwork.Of(SmallFractionalPooling.Description, (1, 28, 28), static (seed, threads) => new SmallFractionalPooling(seed, threads), static (net, image, output) => net.Predict(image, output), static (net, batch, threads) => new SmallFractionalPooling.Trainer(net, batch, threads)),
    ];

    public static ZooNetwork Of(string name) => All.Single(network => network.Name == name);
}
