using System;
using System.Linq;
using Xunit;
using static TorchSharp.torch;
using Tensor = TorchSharp.torch.Tensor;
using F = TorchSharp.torch.nn.functional;

namespace NetGen.Peers.Tests;

/// <summary>Recurrences written with <c>scan</c> against the same loops over PyTorch's own cells, with the gradients that autograd gives.</summary>
public class ScanTests
{
    const int Batch = 3, Times = 7, Inputs = 5, Hidden = 9;

    [Theory]
    [InlineData("rnncell")]
    [InlineData("grucell")]
    [InlineData("lstmcell")]
    public void CellsTrainAsPyTorch(string cell)
    {
        string states = cell == "lstmcell" ? "h, c" : "h";
        using var subject = new Subject($"""
            network Cell
            input x: {Inputs}[{Times}]
            s: scan v in x
              carry h: {Hidden} learned
              {(cell == "lstmcell" ? $"carry c: {Hidden}" : "")}
              {states} = v | r: {cell} {states}
              yield h * {(cell == "lstmcell" ? "c" : "h")}
            train
              loss mse
              optimizer sgd

            """, Batch);
        using nn.Module module = cell switch { "rnncell" => nn.RNNCell(Inputs, Hidden), "grucell" => nn.GRUCell(Inputs, Hidden), _ => nn.LSTMCell(Inputs, Hidden) };
        Load(module, subject, "s.r");
        float[] x = Close.Random(new Random(1), Batch * Times * Inputs), target = Close.Random(new Random(2), Batch * Times * Hidden);

        using Tensor start = Of(subject, "s.h.initial"), steps = tensor(x, [Batch, Times, Inputs]);
        Tensor h = start.expand(Batch, Hidden), c = zeros(Batch, Hidden), loss = zeros(1);
        using Tensor targets = tensor(target, [Batch, Times, Hidden]);
        for (int t = 0; t < Times; t++)
        {
            Tensor v = steps.select(1, t);
            if (module is TorchSharp.Modules.LSTMCell lstm) (h, c) = lstm.forward(v, (h, c));
            else
            {
                h = module is TorchSharp.Modules.GRUCell gru ? gru.forward(v, h) : ((TorchSharp.Modules.RNNCell)module).forward(v, h);
                c = h;
            }

            loss = loss + (F.mse_loss(h * c, targets.select(1, t)) / Times);
        }

        loss.backward();
        Close.Check("loss", [loss.item<float>()], [subject.Net.Backward([x, target])], 1e-5);
        Close.Check("start", [.. start.grad!.data<float>()], subject.Gradient("s.h.initial"), 1e-4);
        foreach ((string name, Tensor parameter) in module.named_parameters())
            Close.Check(name, [.. parameter.grad!.contiguous().data<float>()], subject.Gradient($"s.r.{name}"), 1e-4);
    }

    /// <summary>Pictures described word by word: the decoder looks at regions, asks with its state, and starts from their mean.</summary>
    [Fact]
    public void DecoderWithAttentionTrainsAsPyTorch()
    {
        const int Channels = 6, Words = 11, Embedded = 4;
        using var subject = new Subject($"""
            network Decoder
            input image: {Channels}x3x4
            input words: tokens({Words})[{Times}]
            scan word in words
              carry h = image | globalavgpool | start: dense {Hidden} | tanh
              carry c: {Hidden}
              seen = h | look: attend image score=general
              h, c = word | e: embed {Embedded} | concat seen | r: lstmcell h, c
              yield h | out: dense {Words}
            train
              loss softmax-cross-entropy
              optimizer sgd

            """, Batch);
        using TorchSharp.Modules.LSTMCell cell = nn.LSTMCell(Embedded + Channels, Hidden);
        Load(cell, subject, "r");
        using Tensor startWeight = Of(subject, "start.weight"), startBias = Of(subject, "start.bias"), query = Of(subject, "look.weight_query");
        using Tensor table = Of(subject, "e.weight"), weight = Of(subject, "out.weight"), bias = Of(subject, "out.bias");
        var random = new Random(3);
        float[] image = Close.Random(random, Batch * Channels * 12);
        int[] words = [.. Enumerable.Range(0, Batch * Times).Select(_ => random.Next(Words))], next = [.. words.Select(_ => random.Next(Words))];

        using Tensor regions = tensor(image, [Batch, Channels, 12]);
        using Tensor given = tensor(words, [Batch, Times]).to(ScalarType.Int64), asked = tensor(next, [Batch, Times]).to(ScalarType.Int64);
        Tensor h = F.linear(regions.mean([2]), startWeight, startBias).tanh(), c = zeros(Batch, Hidden), loss = zeros(1);
        for (int t = 0; t < Times; t++)
        {
            Tensor weights = F.linear(h, query).unsqueeze(1).matmul(regions).softmax(-1), seen = regions.matmul(weights.transpose(1, 2)).squeeze(-1);
            (h, c) = cell.forward(cat([table.index_select(0, given.select(1, t)), seen], 1), (h, c));
            loss = loss + (F.cross_entropy(F.linear(h, weight, bias), asked.select(1, t)) / Times);
        }

        loss.backward();
        Close.Check("loss", [loss.item<float>()], [subject.Net.Backward([image, words, next])], 1e-5);
        foreach ((string name, Tensor parameter) in cell.named_parameters())
            Close.Check(name, [.. parameter.grad!.contiguous().data<float>()], subject.Gradient($"r.{name}"), 1e-4);
        (string, Tensor)[] others =
        [
            ("start.weight", startWeight), ("start.bias", startBias), ("look.weight_query", query), ("e.weight", table), ("out.weight", weight), ("out.bias", bias),
        ];
        foreach ((string name, Tensor parameter) in others)
            Close.Check(name, [.. parameter.grad!.contiguous().data<float>()], subject.Gradient(name), 1e-4);
    }

    static void Load(nn.Module module, Subject subject, string path)
    {
        using (no_grad())
            foreach ((string name, Tensor parameter) in module.named_parameters())
            {
                PeerParameter own = subject.Parameters.Single(p => p.Name == $"{path}.{name}");
                Assert.Equal(own.Shape, parameter.shape);
                parameter.copy_(tensor(own.Values, own.Shape));
            }
    }

    static Tensor Of(Subject subject, string name)
    {
        PeerParameter parameter = subject.Parameters.Single(p => p.Name == name);
        return tensor(parameter.Values, parameter.Shape).requires_grad_();
    }
}
