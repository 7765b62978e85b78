using System.Linq;
using NetGen.Oracle.Zoo;
using Xunit;
using BoundNetwork = NetGen.Compiler.Binding.Network;

namespace NetGen.Tests.Zoo;

/// <summary>Parameters and multiply-adds of the architectures, as published or as the reference implementations have them.</summary>
public class CountTests
{
    public static TheoryData<string, long, long?> Published => new()
    {
        { "LeNet5", 61_706, 416_520 }, { "LeNet5Of1998", 60_000, null },
        { "AlexNet", 61_100_840, 714_188_480 }, { "AlexNetOf2012", 60_965_224, 724_406_816 },
        { "Vgg11", 132_863_336, null }, { "Vgg16", 138_357_544, 15_470_264_320 }, { "Vgg19", 143_667_240, 19_632_062_464 },
        { "GoogLeNetOf2014", 6_998_552, 1_582_671_872 }, { "GoogLeNetWithAuxiliaries", 13_378_280, null },
        { "GoogLeNet", 6_624_904, 1_498_376_192 }, { "GoogLeNetOfTorchvision", 13_004_888, null },
        { "NetworkInNetwork", 966_986, 222_486_528 },
        { "ResNet18", 11_689_512, 1_814_073_344 }, { "ResNet34", 21_797_672, 3_663_761_408 }, { "ResNet50", 25_557_032, 4_089_184_256 },
        { "ResNet101", 44_549_160, null }, { "ResNet152", 60_192_808, null },
        { "ResNet20", 269_722, null }, { "ResNet56", 853_018, null }, { "ResNet110", 1_727_962, null }, { "ResNet110StochasticDepth", 1_727_962, null },
        { "WideResNet16x8", 10_961_370, null }, { "WideResNet28x10", 36_479_194, 5_243_328_768 }, { "WideResNet40x4", 8_949_210, null },
        { "DenseNet121", 7_978_856, 2_834_161_664 }, { "DenseNet169", 14_149_480, null }, { "DenseNetBC100x12", 769_162, 287_929_692 }, { "DenseNet40x12", 1_019_722, null },
        { "FractalNet20", 33_724_618, 845_222_912 },
        { "ThreeOf3x3", 3 * 9 * 64 * 64, 3L * 9 * 64 * 64 * 32 * 32 }, { "OneOf7x7", 49 * 64 * 64, 49L * 64 * 64 * 32 * 32 },
    };

    [Theory, MemberData(nameof(Published))]
    public void AreThoseOfTheArchitecture(string name, long parameters, long? multiplyAdds)
    {
        BoundNetwork network = ZooSpecs.Networks[name];
        Assert.Equal(parameters, network.Layers.Sum(l => l.ParameterCount));
        if (multiplyAdds is { } expected) Assert.Equal(expected, network.Layers.Sum(l => l.MultiplyAdds));
    }

    [Fact]
    public void SmallResNetIsSmall() => Assert.InRange(ZooSpecs.Networks["SmallResNet"].Layers.Sum(l => l.ParameterCount), 1, 300_000);
}
