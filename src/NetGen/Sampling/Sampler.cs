using System;

namespace NetGen.Sampling;

/// <summary>Draws classes by their logits: with a temperature, among the best so many, among those that make up a share of the probability. Allocates nothing after
/// construction.</summary>
/// <remarks>
/// Class i is drawn with the probability softmax(logits / temperature)[i]; <c>topK</c> and then <c>topP</c> leave classes out, and the others share what is left. Every draw is a
/// function of the seed and its number only (<see cref="CounterRandom"/>): the same on any machine. Top-p is the nucleus sampling of Holtzman et al., The Curious Case of Neural
/// Text Degeneration, 2020. A sampler serves one caller at a time.
/// </remarks>
public sealed class Sampler
{
    // "SAMP": apart from the sites of parameters and layers, which count from zero.
    private const uint Site = 0x53414D50;

    private readonly float temperature;
    private readonly int topK;
    private readonly float topP;
    private readonly ulong seed;
    private readonly double[] weights;
    private readonly int[]? order;
    private readonly Comparison<int> mostProbableFirst;

    /// <summary>Makes a sampler at its first draw.</summary>
    /// <param name="classes">The number of classes, and so of logits.</param>
    /// <param name="temperature">What logits are divided by: below 1 the probable classes gain, above 1 the others; 0 always gives the greatest. Default: 1.</param>
    /// <param name="topK">Only so many classes with the greatest logits are drawn, of equal ones the first; 0, the default, for all.</param>
    /// <param name="topP">Only as many of the most probable classes are drawn as have this probability together; 1, the default, for all.</param>
    /// <param name="seed">The seed of the draws.</param>
    /// <exception cref="ArgumentOutOfRangeException">There are no classes; the temperature is negative or not finite; topK is negative; topP is not above 0 and at most
    /// 1.</exception>
    public Sampler(int classes, float temperature = 1, int topK = 0, float topP = 1, ulong seed = 0)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(classes);
        if (!float.IsFinite(temperature) || temperature < 0)
            throw new ArgumentOutOfRangeException(nameof(temperature), temperature, "The temperature must be finite and not negative.");
        ArgumentOutOfRangeException.ThrowIfNegative(topK);
        if (!(topP > 0 && topP <= 1))
            throw new ArgumentOutOfRangeException(nameof(topP), topP, "The share must be above 0 and at most 1.");

        this.temperature = temperature;
        this.topK = topK == 0 ? classes : Math.Min(topK, classes);
        this.topP = topP;
        this.seed = seed;
        weights = new double[classes];
        order = this.topK < classes || topP < 1 ? new int[classes] : null;
        mostProbableFirst = (a, b) => weights[a] == weights[b] ? a.CompareTo(b) : weights[b].CompareTo(weights[a]);
    }

    /// <summary>The number of the next draw, from 0; may be set to draw again.</summary>
    public long Draws { get; set; }

    /// <summary>The class with the greatest logit; the first of several. What is not a number is passed over, and the first class is given where nothing else is.</summary>
    /// <param name="logits">One for each class.</param>
    /// <exception cref="ArgumentException">There are none.</exception>
    public static int Greedy(ReadOnlySpan<float> logits)
    {
        if (logits.IsEmpty)
            throw new ArgumentException("There are no logits.", nameof(logits));

        int best = 0;
        for (int i = 1; i < logits.Length; i++)
        {
            if (logits[i] > logits[best] || (float.IsNaN(logits[best]) && !float.IsNaN(logits[i])))
                best = i;
        }
        return best;
    }

    /// <summary>Draws a class, the next of the seed's sequence.</summary>
    /// <param name="logits">One for each class; negative infinity for a class that is not to be drawn.</param>
    /// <exception cref="ArgumentException">There is not one logit for each class; or one is not a number, or positive infinity; or all are negative infinity.</exception>
    public int Next(ReadOnlySpan<float> logits)
    {
        int drawn = Draw(logits, Draws);
        Draws++;
        return drawn;
    }

    /// <summary>Draws a class by the number of the draw, whatever was drawn before.</summary>
    /// <param name="logits">One for each class; negative infinity for a class that is not to be drawn.</param>
    /// <param name="number">The number of the draw.</param>
    /// <exception cref="ArgumentException">There is not one logit for each class; or one is not a number, or positive infinity; or all are negative infinity.</exception>
    public int Draw(ReadOnlySpan<float> logits, long number)
    {
        if (logits.Length != weights.Length)
            throw new ArgumentException($"There are {logits.Length} logits for {weights.Length} classes.", nameof(logits));

        int greatest = Greedy(logits);
        double sum = Weigh(logits, logits[greatest]);
        if (!double.IsFinite(sum))
            throw new ArgumentException("The logits have no probabilities: one is not a number or infinite, or all are negative infinity.", nameof(logits));
        if (temperature == 0)
            return greatest;

        double uniform = new CounterRandom(seed, (ulong)number, Site).Uniform53(0);
        return order is null ? Find(uniform * sum) : DrawOrdered(order, uniform);
    }

    /// <summary>Probabilities but for a common factor, which is the sum that this gives.</summary>
    private double Weigh(ReadOnlySpan<float> logits, float greatest)
    {
        double sum = 0, scale = temperature == 0 ? 1 : 1 / (double)temperature;
        for (int i = 0; i < logits.Length; i++)
            sum += weights[i] = Math.Exp(((double)logits[i] - greatest) * scale);
        return sum;
    }

    private int Find(double target)
    {
        int last = 0;
        for (int i = 0; i < weights.Length; i++)
        {
            if (weights[i] == 0)
                continue;
            last = i;
            if ((target -= weights[i]) < 0)
                break;
        }
        return last; // rounding may leave a rest behind the last class
    }

    private int DrawOrdered(int[] order, double uniform)
    {
        for (int i = 0; i < order.Length; i++)
            order[i] = i;
        order.AsSpan().Sort(mostProbableFirst);

        double all = 0;
        for (int i = 0; i < topK; i++)
            all += weights[order[i]];
        double sum = 0;
        int count = 0;
        while (count < topK && (count == 0 || sum < topP * all))
            sum += weights[order[count++]];

        double target = uniform * sum;
        int at = 0;
        while (at < count - 1 && (target -= weights[order[at]]) >= 0)
            at++;
        return order[at];
    }
}
