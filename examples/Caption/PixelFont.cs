using System;

namespace Caption;

/// <summary>The letters that the words of the sentences have, of 5 x 7 pixels.</summary>
internal static class PixelFont
{
    public const int Height = 7;

    /// <summary>The columns from a letter to the next.</summary>
    public const int Advance = 6;

    private const string Letters = "abcdefghilmnoprstuvwxz";

    private static readonly string[] Rows =
    [
        "..... #.... ..... ....# ..... ..##. ..... #.... ..#.. .##.. ..... ..... ..... ..... ..... ..... .#... ..... ..... ..... ..... .....",
        "..... #.... ..... ....# ..... .#... .#### #.... ..... ..#.. ..... ..... ..... ####. ..... ..... .#... ..... ..... ..... ..... .....",
        ".###. ####. .#### .#### .###. ####. #...# ####. .##.. ..#.. ####. ####. .###. #...# #.##. .#### ####. #...# #...# #.#.# #...# #####",
        "....# #...# #.... #...# #...# .#... #...# #...# ..#.. ..#.. #.#.# #...# #...# #...# ##... #.... .#... #...# #...# #.#.# .#.#. ...#.",
        ".#### #...# #.... #...# ##### .#... .#### #...# ..#.. ..#.. #.#.# #...# #...# ####. #.... .###. .#... #...# #...# #.#.# ..#.. ..#..",
        "#...# #...# #.... #...# #.... .#... ....# #...# ..#.. ..#.. #.#.# #...# #...# #.... #.... ....# .#... #...# .#.#. #.#.# .#.#. .#...",
        ".#### ####. .#### .#### .#### .#... .###. #...# .###. .###. #.#.# #...# .###. #.... #.... ####. ..##. .#### ..#.. .#.#. #...# #####",
    ];

    /// <summary>Writes a word; other letters are left out.</summary>
    /// <param name="word">Its letters.</param>
    /// <param name="draw">Gets each pixel of them: column and row, from 0.</param>
    public static void Write(string word, Action<int, int> draw)
    {
        for (int i = 0; i < word.Length; i++)
        {
            int letter = Letters.IndexOf(word[i]);
            if (letter < 0)
                continue;
            for (int y = 0; y < Height; y++)
            {
                for (int x = 0; x < Advance - 1; x++)
                {
                    if (Rows[y][(letter * Advance) + x] == '#')
                        draw((i * Advance) + x, y);
                }
            }
        }
    }
}
