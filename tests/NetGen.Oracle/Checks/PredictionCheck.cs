using System;
using System.Collections.Generic;
using System.Linq;

namespace NetGen.Oracle.Checks;

/// <summary>Predict against the oracle, for the case's numbers of examples and for more than a workspace holds at once.</summary>
static class PredictionCheck
{
    public const double Tolerance = 1e-4;

    // More than any workspace holds: the examples are the first ones again and again.
    const int Many = 150;
    const int MostNumbers = 200_000;

    public static void Run(CaseContext context)
    {
        using INetworkUnderTest net = context.Create();
        int most = context.Case.Examples.Max();
        double[][] expected = context.Oracle.Forward(context.Inputs, most);
        IEnumerable<int> counts = context.Case.Examples;
        long numbers = context.Network.Values.Max(value => value.Whole.Size);
        if (numbers * Many <= MostNumbers) counts = counts.Append(Many);
        foreach (int examples in counts)
        {
            float[][] outputs = context.Outputs(examples);
            Array Given(int input, int value) => context.Data.Inputs[input] is float[] floats
                ? Repeat(floats, Size(context, value), most, examples)
                : Repeat((int[])context.Data.Inputs[input], Size(context, value), most, examples);
            net.Predict([.. context.Network.Inputs.Select((value, i) => Given(i, value))], outputs);
            for (int i = 0; i < outputs.Length; i++)
            {
                int value = context.Network.Outputs[i];
                double[] wanted = Repeat(expected[value], Size(context, value), most, examples);
                context.Compare($"Predict of {examples}, output {context.Network.Values[value].Name}", wanted, outputs[i], Tolerance);
            }
        }
    }

    static int Size(CaseContext context, int value) => (int)context.Network.Values[value].Whole.Size;

    /// <summary>As many examples as asked for, from the first <paramref name="available"/>.</summary>
    static T[] Repeat<T>(T[] data, int size, int available, int examples)
    {
        var repeated = new T[examples * size];
        for (int e = 0; e < examples; e++) Array.Copy(data, e % available * size, repeated, e * size, size);
        return repeated;
    }
}
