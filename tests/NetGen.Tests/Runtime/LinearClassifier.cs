using System;

namespace NetGen.Tests.Runtime;

/// <summary>A network as the generator would write it, by hand and slowly: one dense layer, softmax cross-entropy, SGD.</summary>
internal sealed unsafe class LinearClassifier : Network
{
    public const int Inputs = 5;
    public const int Classes = 3;

    // The weight is transposed and its outputs are padded from 3 to 8 lanes.
    public const int Lanes = 8;

    public static readonly NetworkLayout Layout = new(
        [
            new ParameterLayout("dense1.weight", [Classes, Inputs], [[new(Lanes, 1)], [new(Inputs, Lanes)]], 0, Inputs * Lanes,
                Initializer.HeNormal, Inputs, Classes, 1f),
            new ParameterLayout("dense1.bias", [Classes], [[new(Lanes, 1)]], Inputs * Lanes, Lanes, Initializer.Constant, Inputs, Classes, 0.5f),
        ],
        (Inputs + 1) * Lanes, (Inputs + 1) * Lanes);

    private static readonly NetworkLayout Narrow = new(
        [
            new ParameterLayout("dense1.weight", [Classes, Inputs], [[new(Classes, Inputs)], [new(Inputs, 1)]], 0, 16, Initializer.HeNormal, Inputs, Classes, 1f),
            new ParameterLayout("dense1.bias", [Classes], [[new(Classes, 1)]], 16, 16, Initializer.Constant, Inputs, Classes, 0.5f),
        ],
        32, 32);

    public LinearClassifier(ulong seed = 0, int threads = 1) : base(Layout, seed, threads)
    {
    }

    public LinearClassifier(PackedWeights weights) : base(Layout, weights, threads: 1)
    {
    }

    private LinearClassifier(LinearClassifier weights) : base(weights)
    {
    }

    public float* RawWeights => Weights;

    // The second is not padded, the third is the first again.
    protected override (string InstructionSet, NetworkLayout Layout)[] Layouts => [("wide", Layout), ("narrow", Narrow), ("alike", Layout)];

    protected override int OutputLength => Classes;

    protected override int InputLength => Inputs;

    public LinearClassifier Fork() => new(this);

    public override string Spec => "network Linear\n";

    public override NetworkDescription Describe() => new(
        "LinearClassifier", "scalar",
        [new ValueDescription("features", [Inputs], 0)], [new ValueDescription("scores", [Classes], 0)], [new ValueDescription("labels", [], Classes)],
        [new LayerDescription("dense1", "dense 3", "3", 18, 15, 12)], 18, 15, 64);

    protected override void PredictBatch(in Batch batch, Span<float> output) => Predict(batch.Floats(0), output);

    public void Predict(ReadOnlySpan<float> features, Span<float> scores)
    {
        int examples = Check.Examples(nameof(features), features.Length, Inputs);
        Check.Length(nameof(scores), scores.Length, (long)examples * Classes);
        for (int n = 0; n < examples; n++)
        {
            for (int c = 0; c < Classes; c++)
            {
                float sum = Weights[Inputs * Lanes + c];
                for (int i = 0; i < Inputs; i++)
                    sum += Weights[i * Lanes + c] * features[n * Inputs + i];
                scores[n * Classes + c] = sum;
            }
        }
    }

    public sealed class Training(LinearClassifier network, int batchSize, int threads = 1, float learningRate = 0.5f)
        : Trainer(network, batchSize, threads, Layout, 1, learningRate)
    {
        private readonly float[] scores = new float[batchSize * Classes];

        protected override int? LabelColumn => 1;

        public float* RawGradients => GradientValues;

        public float* RawSlot(int index) => Slot(index);

        protected override float EvaluateBatch(in Batch batch) => Loss(batch, gradients: false);

        public float Backward(in Batch batch) => Loss(batch, gradients: true);

        protected override float BackwardBatch(in Batch batch) => Backward(batch);

        public override void Update()
        {
            for (int i = 0; i < Layout.Floats; i++)
                Weights[i] -= CurrentLearningRate * GradientValues[i];
            Steps++;
            OnUpdated();
        }

        private float Loss(in Batch batch, bool gradients)
        {
            Check.Capacity("features", batch.Count, BatchSize);
            ReadOnlySpan<float> features = batch.Floats(0);
            ReadOnlySpan<int> labels = batch.Ints(1);
            network.Predict(features, scores.AsSpan(0, batch.Count * Classes));
            new Span<float>(GradientValues, Layout.Floats).Clear();
            double loss = 0;
            for (int n = 0; n < batch.Count; n++)
            {
                Span<float> row = scores.AsSpan(n * Classes, Classes);
                double sum = 0;
                foreach (float score in row)
                    sum += Math.Exp(score);
                loss += Math.Log(sum) - row[labels[n]];
                for (int c = 0; gradients && c < Classes; c++)
                {
                    float delta = (float)((Math.Exp(row[c]) / sum - (c == labels[n] ? 1 : 0)) / batch.Count);
                    GradientValues[Inputs * Lanes + c] += delta;
                    for (int i = 0; i < Inputs; i++)
                        GradientValues[i * Lanes + c] += delta * features[n * Inputs + i];
                }
            }
            return (float)(loss / batch.Count);
        }
    }
}
