using System;
using NetGen;
using NetGen.Data;

namespace Frames;

/// <summary>
/// Videos of a handwritten digit that moves over a black square, made as they are asked for: what it is can be seen in one frame, where it moves only in several. The digit goes
/// the same way by the same step each time, and never leaves the picture.
/// </summary>
internal sealed class MovingDigits
{
    private const int DigitSide = 28;

    /// <summary>Where a digit can move: columns and rows of a step.</summary>
    private static readonly (string Name, int X, int Y)[] Ways =
    [
        ("right", 1, 0), ("down right", 1, 1), ("down", 0, 1), ("down left", -1, 1), ("left", -1, 0), ("up left", -1, -1), ("up", 0, -1), ("up right", 1, -1),
    ];

    private readonly DataSet digits;
    private readonly ulong seed;
    private readonly int step;

    /// <param name="digits">Columns <c>image</c>, 28 x 28 from 0 to 1, and <c>label</c>.</param>
    /// <param name="frames">The frames of a video.</param>
    /// <param name="side">The rows and columns of a frame.</param>
    /// <param name="step">By how many pixels a digit moves from frame to frame.</param>
    /// <param name="seed">The seed of all videos.</param>
    /// <exception cref="ArgumentException">The digit would leave the picture, or the data set has other images.</exception>
    public MovingDigits(DataSet digits, int frames, int side, int step, ulong seed)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(frames);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(step);
        if (digits["image"].RowLength != DigitSide * DigitSide)
            throw new ArgumentException($"the images have {digits["image"].RowLength} pixels, not 28 x 28", nameof(digits));
        if (DigitSide + ((frames - 1) * step) > side)
            throw new ArgumentException($"a digit of 28 pixels that moves {frames - 1} times by {step} leaves a picture of {side}", nameof(side));
        this.digits = digits;
        this.seed = seed;
        this.step = step;
        Frames = frames;
        Side = side;
    }

    public static int Directions => Ways.Length;

    public int Frames { get; }

    public int Side { get; }

    /// <summary>The floats of a video.</summary>
    public int Length => Frames * Side * Side;

    public static string Name(int direction) => Ways[direction].Name;

    /// <summary>Makes the video of a number.</summary>
    /// <param name="number">Its number: any. The same number gives the same video.</param>
    /// <param name="video">Gets frames x rows x columns, from 0 to 1.</param>
    /// <returns>The direction of the movement, and which digit it is.</returns>
    public (int Direction, int Digit) Make(long number, Span<float> video)
    {
        if (video.Length != Length)
            throw new ArgumentException($"a video has {Length} floats, not {video.Length}", nameof(video));

        var random = new RandomSequence(seed, number);
        int digit = random.Below(digits.Count), direction = random.Below(Directions);
        (_, int x, int y) = Ways[direction];
        int column = First(x, random), row = First(y, random);
        ReadOnlySpan<float> image = digits["image"].Floats.Slice(digit * DigitSide * DigitSide, DigitSide * DigitSide);
        video.Clear();
        for (int frame = 0; frame < Frames; frame++)
        {
            Span<float> picture = video.Slice(frame * Side * Side, Side * Side);
            for (int i = 0; i < DigitSide; i++)
                image.Slice(i * DigitSide, DigitSide).CopyTo(picture[(((row + i) * Side) + column)..]);
            column += x * step;
            row += y * step;
        }
        return (direction, digits["label"].Ints[digit]);
    }

    /// <summary>A place along an axis from which the whole way lies within the picture.</summary>
    private int First(int way, RandomSequence random)
    {
        int room = Side - DigitSide, distance = Math.Abs(way) * (Frames - 1) * step;
        int at = random.Below(room - distance + 1);
        return way < 0 ? at + distance : at;
    }
}
