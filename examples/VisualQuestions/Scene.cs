using System;
using System.Collections.Immutable;
using System.Linq;
using NetGen;

namespace VisualQuestions;

/// <summary>One of a scene's things: its middle in pixels from the left and from the top.</summary>
internal readonly record struct Thing(bool IsCircle, int X, int Y)
{
    public int SquaredDistance(Thing other) => ((X - other.X) * (X - other.X)) + ((Y - other.Y) * (Y - other.Y));
}

/// <summary>A picture of Sort-of-CLEVR (Santoro et al., A simple neural network module for relational reasoning, 2017): a square or a circle of each of six colours, none over
/// another.</summary>
/// <param name="Things">In the order of <see cref="Colours"/>.</param>
internal sealed record Scene(ImmutableArray<Thing> Things)
{
    /// <summary>The rows and columns of the picture.</summary>
    public const int Side = 75;

    /// <summary>Half the side of a square, and the radius of a circle.</summary>
    private const int Radius = 5;

    private static readonly (string Name, float Red, float Green, float Blue)[] Paints =
    [
        ("red", 1, 0, 0), ("green", 0, 1, 0), ("blue", 0, 0, 1), ("orange", 1, 0.61f, 0), ("gray", 0.5f, 0.5f, 0.5f), ("yellow", 1, 1, 0),
    ];

    public static ImmutableArray<string> Colours { get; } = [.. Paints.Select(p => p.Name)];

    /// <summary>Red, green and blue planes.</summary>
    public static int Length => 3 * Side * Side;

    public static Scene Make(RandomSequence random)
    {
        var things = ImmutableArray.CreateBuilder<Thing>(Paints.Length);
        while (things.Count < Paints.Length)
        {
            bool isCircle = random.Below(2) == 1;
            Thing thing;
            do thing = new Thing(isCircle, Radius + random.Below(Side - (2 * Radius) + 1), Radius + random.Below(Side - (2 * Radius) + 1));
            while (things.Any(other => Math.Max(Math.Abs(other.X - thing.X), Math.Abs(other.Y - thing.Y)) < 2 * Radius));
            things.Add(thing);
        }
        return new Scene(things.MoveToImmutable());
    }

    /// <summary>Draws the picture on white.</summary>
    /// <param name="image">Gets 3 x <see cref="Side"/> x <see cref="Side"/> from 0 to 1.</param>
    public void Draw(Span<float> image)
    {
        if (image.Length != Length)
            throw new ArgumentException($"a picture has {Length} floats, not {image.Length}", nameof(image));

        image.Fill(1);
        for (int i = 0; i < Things.Length; i++)
        {
            (_, float red, float green, float blue) = Paints[i];
            for (int y = Things[i].Y - Radius; y < Things[i].Y + Radius; y++)
            {
                for (int x = Things[i].X - Radius; x < Things[i].X + Radius; x++)
                {
                    if (!Covers(Things[i], x, y))
                        continue;
                    image[(y * Side) + x] = red;
                    image[((Side + y) * Side) + x] = green;
                    image[(((2 * Side) + y) * Side) + x] = blue;
                }
            }
        }
    }

    /// <summary>Whether a thing covers the middle of a pixel of its square.</summary>
    private static bool Covers(Thing thing, int x, int y)
    {
        double right = x + 0.5 - thing.X, down = y + 0.5 - thing.Y;
        return !thing.IsCircle || (right * right) + (down * down) <= Radius * Radius;
    }
}
