using System.Collections.Generic;

namespace NetGen.Oracle.Cases;

/// <summary>Networks of which a part is frozen, and parts with a learning rate of their own.</summary>
static class FreezingCases
{
    public static IReadOnlyList<Case> All { get; } =
    [
        new Case("FreezeFirst", """
            network FreezeFirst
            input x: 5
            dense 7 | tanh | dense 6 | tanh | dense 3
            train
              loss mse
              optimizer adam lr=0.01
              freeze dense1
            """) { Small = true },
        new Case("FreezeMiddle", """
            network FreezeMiddle
            unroll tiles
            input x: 2x7x7
            conv 5 3x3 | relu | conv 6 3x3 | relu | dense 13
            train
              loss softmax-cross-entropy
              optimizer momentum lr=0.1
              decay 0.01
              freeze conv2
            """) { Small = true },
        new Case("FreezeBiases", """
            network FreezeBiases
            unroll tiles
            input x: 2x7x7
            conv 5 3x3 | relu | conv 6 3x3 | relu | dense 13
            train
              loss mse
              optimizer rmsprop
              freeze *.bias conv1
            """) { Small = true },
        new Case("FreezeNormalization", """
            network FreezeNormalization
            input x: 2x7x7
            stem: conv 5 3x3 bias=no | batchnorm | relu
            body: conv 6 3x3 bias=no | batchnorm | relu | batchnorm affine=no
            head: dense 4
            train
              loss softmax-cross-entropy
              optimizer momentum lr=0.1
              freeze to batchnorm1
              freeze batchnorm3
            """) { Small = true },
        new Case("FreezeStatistics", """
            network FreezeStatistics
            input x: 2x7x7
            conv 5 3x3 bias=no | batchnorm | relu | batchnorm | dense 4
            train
              loss mse
              optimizer sgd lr=0.1
              freeze batchnorm1.running* batchnorm2.weight
            """) { Small = true },
        new Case("FreezeRecurrence", """
            network FreezeRecurrence
            input x: 5[4]
            lstm 6 | lstm 7 returns=last | dense 3
            train
              loss mse
              optimizer adam lr=0.01
              freeze * except lstm2.*_hh* dense1
            """) { Small = true },
        new Case("Rates", """
            network Rates
            input x: 5
            dense 7 | tanh | dense 6 | tanh | dense 3
            train
              loss mse
              optimizer adamw lr=0.01
              decay 0.1
              rate 0.1 of * except dense3
              rate 3 of dense2.bias
            """) { Small = true },
        new Case("RatesAndFrozen", """
            network RatesAndFrozen
            unroll tiles
            input x: 2x9x9
            first: repeat 2
              conv 5 3x3 | relu
            second: conv 4 3x3 | relu
            head: dense 6
            train
              loss mse
              optimizer nesterov lr=0.1
              clip norm=0.2
              freeze first.0
              rate 0.25 of first.1 to second
            """) { Small = true },
    ];
}
