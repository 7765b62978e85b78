using System.Collections.Generic;
using System.Linq;
using NetGen.Oracle.Zoo;

namespace NetGen.Benchmarks.Workloads;

static class WorkloadCatalogue
{
    /// <summary>What is compared with the peers. To add a workload is to add an entry.</summary>
    public static IReadOnlyList<Workload> All { get; } =
    [
        new("MLP 784-128-10", """
            input x: 784
            dense 128 | relu
            dense 10
            """) { PeerGoals = [new("predict 1", 1.3), new("train 64", 1.5)] },
        new("LeNet-5", """
            input x: 1x28x28
            conv 6 5x5 pad=2 | tanh | avgpool 2
            conv 16 5x5      | tanh | avgpool 2
            dense 120 | tanh
            dense 84  | tanh
            dense 10
            """) { PeerGoals = [new("predict 1", 1.6), new("predict 64", 1.3), new("train 64", 2.5)] },
        new("VGG block", """
            input x: 3x32x32
            conv 64 3x3 pad=1  | relu
            conv 64 3x3 pad=1  | relu | maxpool 2
            conv 128 3x3 pad=1 | relu
            conv 128 3x3 pad=1 | relu | maxpool 2
            dense 10
            """) { PeerGoals = [new("train 64", 1.25)], ThreadGoals = [new("train 64", 1.8)] },
        new("ResNet-18", """
            input image: 3x224x224
            conv 64 7x7 stride=2 pad=3 bias=no | batchnorm | relu | maxpool 3 stride=2 pad=1
            basic 64 | basic 64
            basic 128 stride=2 | basic 128
            basic 256 stride=2 | basic 256
            basic 512 stride=2 | basic 512
            globalavgpool | dense 1000
            """) { Blocks = ZooSpecs.Blocks("ResNet.net.txt"), Jobs = [Job.All[0]], KernelBatch = 1 },
        new("ResNet-50", """
            input image: 3x224x224
            conv 64 7x7 stride=2 pad=3 bias=no | batchnorm | relu | maxpool 3 stride=2 pad=1
            repeat 3
              bottleneck 64
            bottleneck 128 stride=2
            repeat 3
              bottleneck 128
            bottleneck 256 stride=2
            repeat 5
              bottleneck 256
            bottleneck 512 stride=2
            repeat 2
              bottleneck 512
            globalavgpool | dense 1000
            """) { Blocks = ZooSpecs.Blocks("ResNet.net.txt"), Jobs = [Job.All[0]], KernelBatch = 1 },
        new("VGG-16", """
            input image: 3x224x224
            conv 64 3x3 pad=1 | relu | conv 64 3x3 pad=1 | relu | maxpool 2
            conv 128 3x3 pad=1 | relu | conv 128 3x3 pad=1 | relu | maxpool 2
            conv 256 3x3 pad=1 | relu | conv 256 3x3 pad=1 | relu | conv 256 3x3 pad=1 | relu | maxpool 2
            conv 512 3x3 pad=1 | relu | conv 512 3x3 pad=1 | relu | conv 512 3x3 pad=1 | relu | maxpool 2
            conv 512 3x3 pad=1 | relu | conv 512 3x3 pad=1 | relu | conv 512 3x3 pad=1 | relu | maxpool 2
            dense 4096 | relu | dense 4096 | relu | dense 1000
            """) { Jobs = [Job.All[0]], KernelBatch = 1 },
        new("ResNet-20", """
            input image: 3x32x32
            conv 16 3x3 pad=1 bias=no | batchnorm | relu
            residual 16 | residual 16 | residual 16
            residual 32 stride=2 | residual 32 | residual 32
            residual 64 stride=2 | residual 64 | residual 64
            globalavgpool | dense 10
            """) { Blocks = ZooSpecs.Blocks("CifarResNet.net.txt"), Jobs = [Job.All[0], Job.All[4]] },
        new("LSTM 1-16, 1 step", "input x: 1[1]\nlstm 16 returns=last | dense 1") { Jobs = [Job.All[0]], KernelBatch = 1, PeerGoals = [new("predict 1", 10)] },
        new("LSTM 64-128, 1 step", "input x: 64[1]\nlstm 128 returns=last | dense 10") { Jobs = [Job.All[0]], KernelBatch = 1 },
        new("LSTM 64-128, 50 steps", "input x: 64[50]\nlstm 128 returns=last | dense 10")
        {
            Jobs = Job.Sequences, KernelBatch = 32, PeerGoals = [new("predict 1", 1.25), new("train 32", 1.2)],
        },
        new("LSTM 256-256, 50 steps", "input x: 256[50]\nlstm 256 returns=last | dense 10") { Jobs = Job.Sequences, KernelBatch = 32, PeerGoals = [new("train 32", 1.2)] },
    ];

    /// <summary>Every job of every workload.</summary>
    public static IEnumerable<(Workload Workload, Job Job)> Jobs => All.SelectMany(workload => workload.Jobs.Select(job => (workload, job)));

    /// <summary>
    /// Networks for single kernels, and the batch: a layer, and one before it so that there is a data gradient. The second convolution or dense layer is the one meant.
    /// </summary>
    public static IReadOnlyList<(Workload Workload, int Batch)> Kernels { get; } =
    [
        (DirectConvolution, 1),
        (DirectConvolution, 8),
        (new("conv 64 3x3, Winograd", ConvolutionOf64Channels), 8),
        (new("dense 1024", """
            input x: 1024
            dense 1024
            dense 1024
            """) { PeakGoals = [new("dense2", "dense", 0.85), new("dense2", "weight_gradient", 0.85), new("dense2", "data_gradient", 0.85)] }, 64),
        .. All.Select(workload => (workload, workload.KernelBatch)),
    ];

    const string ConvolutionOf64Channels = """
        input x: 64x32x32
        conv 64 1x1
        conv 64 3x3 pad=1
        flatten
        """;

    static Workload DirectConvolution => new("conv 64 3x3, direct", "winograd off\n" + ConvolutionOf64Channels)
    {
        PeakGoals =
        [
            new("conv2", "conv_", 0.93, "Avx512"), new("conv2", "conv_", 0.85, "Avx2"),
            new("conv2", "weight_gradient", 0.85, "Avx512"), new("conv2", "data_gradient", 0.85, "Avx512"),
        ],
    };
}
