using System.Collections.Generic;

namespace NetGen.Benchmarks.Workloads;

static class WorkloadCatalogue
{
    public static IReadOnlyList<Workload> All { get; } =
    [
        new("MLP 784-128-10", """
            input x: 784
            dense 128 | relu
            dense 10
            """),
        new("LeNet-5", """
            input x: 1x28x28
            conv 6 5x5 pad=2 | tanh | avgpool 2
            conv 16 5x5      | tanh | avgpool 2
            dense 120 | tanh
            dense 84  | tanh
            dense 10
            """),
        new("VGG block", """
            input x: 3x32x32
            conv 64 3x3 pad=1  | relu
            conv 64 3x3 pad=1  | relu | maxpool 2
            conv 128 3x3 pad=1 | relu
            conv 128 3x3 pad=1 | relu | maxpool 2
            dense 10
            """),
    ];
}
