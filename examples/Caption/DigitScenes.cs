using System;
using System.Collections.Generic;
using System.Linq;
using NetGen;
using NetGen.Data;

namespace Caption;

/// <summary>
/// Pictures of one to three small handwritten digits, and sentences that say what stands where: "a three top left and a seven bottom center". A picture has three rows of three
/// cells; a digit stands somewhere in a cell of its own. Sentences name the digits in the order of reading.
/// </summary>
internal sealed class DigitScenes
{
    /// <summary>The rows and columns of a picture.</summary>
    public const int Side = Cells * CellSide;

    /// <summary>The tokens of the longest sentence, its end included: four words of each digit, and "and" or the end behind them.</summary>
    public const int MaximumLength = MaximumDigits * 5;

    private const int Cells = 3;
    private const int CellSide = 20;
    private const int MaximumDigits = 3;
    private const int DigitSide = 14; // half of the data set's

    private static readonly string[] Digits = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"];
    private static readonly string[] Rows = ["top", "middle", "bottom"];
    private static readonly string[] Columns = ["left", "center", "right"];

    private readonly DataSet digits;
    private readonly ulong seed;

    /// <param name="digits">Columns <c>image</c>, 28 x 28 from 0 to 1, and <c>label</c>.</param>
    /// <param name="seed">The seed of all pictures.</param>
    /// <exception cref="ArgumentException">The data set has other images.</exception>
    public DigitScenes(DataSet digits, ulong seed)
    {
        if (digits["image"].RowLength != 4 * DigitSide * DigitSide)
            throw new ArgumentException($"the images have {digits["image"].RowLength} pixels, not 28 x 28", nameof(digits));
        this.digits = digits;
        this.seed = seed;
    }

    /// <summary>Makes the picture of a number.</summary>
    /// <param name="number">Its number: any. The same number gives the same picture.</param>
    /// <param name="picture">Gets <see cref="Side"/> x <see cref="Side"/> pixels, from 0 to 1.</param>
    /// <returns>The tokens of its sentence, without start and end.</returns>
    public int[] Make(long number, Span<float> picture)
    {
        if (picture.Length != Side * Side)
            throw new ArgumentException($"a picture has {Side * Side} pixels, not {picture.Length}", nameof(picture));

        var random = new RandomSequence(seed, number);
        int[] cells = [.. Enumerable.Range(0, Cells * Cells)];
        random.Shuffle(cells.AsSpan());
        picture.Clear();
        var words = new List<string>();
        foreach (int cell in cells.Take(1 + random.Below(MaximumDigits)).Order())
        {
            int digit = random.Below(digits.Count), row = cell / Cells, column = cell % Cells;
            Draw(digit, (row * CellSide) + random.Below(CellSide - DigitSide + 1), (column * CellSide) + random.Below(CellSide - DigitSide + 1), picture);
            if (words.Count > 0)
                words.Add("and");
            words.AddRange(["a", Digits[digits["label"].Ints[digit]], Rows[row], Columns[column]]);
        }
        return [.. words.Select(CaptionVocabulary.Token)];
    }

    /// <summary>Half as large: a pixel is the mean of four.</summary>
    private void Draw(int digit, int top, int left, Span<float> picture)
    {
        const int full = 2 * DigitSide;
        ReadOnlySpan<float> image = digits["image"].Floats.Slice(digit * full * full, full * full);
        for (int y = 0; y < DigitSide; y++)
        {
            for (int x = 0; x < DigitSide; x++)
            {
                int at = (2 * y * full) + (2 * x);
                picture[((top + y) * Side) + left + x] = (image[at] + image[at + 1] + image[at + full] + image[at + full + 1]) / 4;
            }
        }
    }
}
