using System;

namespace CharLanguageModel;

/// <summary>
/// A text cut into parts that are read side by side, for truncated backpropagation: each window goes on where the last one of its stream ended, so that a network's state can be
/// carried over. All streams begin, and so start anew, at the same time.
/// </summary>
internal sealed class TextStreams
{
    private readonly int[] tokens;
    private readonly int streams;
    private readonly int window;
    private readonly int streamLength;
    private int next;

    /// <param name="tokens">The text.</param>
    /// <param name="streams">How many parts; the batch size.</param>
    /// <param name="window">The tokens of a window.</param>
    /// <exception cref="ArgumentException">The text is too short for one window of each stream.</exception>
    public TextStreams(int[] tokens, int streams, int window)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(streams);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(window);
        this.tokens = tokens;
        this.streams = streams;
        this.window = window;
        streamLength = (tokens.Length - 1) / streams; // each token needs the one behind it
        Windows = streamLength / window;
        if (Windows == 0)
            throw new ArgumentException($"{tokens.Length} tokens are too few for {streams} streams with windows of {window}", nameof(tokens));
        Inputs = new int[streams * window];
        Targets = new int[streams * window];
    }

    /// <summary>The windows of a stream. What is left at its end is not read.</summary>
    public int Windows { get; }

    /// <summary>Streams x tokens of the current window.</summary>
    public int[] Inputs { get; }

    /// <summary>For each of them the token behind it.</summary>
    public int[] Targets { get; }

    /// <summary>Whether the current window is the first of its streams: the state before it is to be forgotten.</summary>
    public bool StartsAnew { get; private set; }

    /// <summary>Goes to the next window; false behind the last one, and then to the first again.</summary>
    public bool Next()
    {
        if (next == Windows)
        {
            next = 0;
            return false;
        }
        for (int stream = 0; stream < streams; stream++)
        {
            ReadOnlySpan<int> text = tokens.AsSpan((stream * streamLength) + (next * window), window + 1);
            text[..window].CopyTo(Inputs.AsSpan(stream * window));
            text[1..].CopyTo(Targets.AsSpan(stream * window));
        }
        StartsAnew = next == 0;
        next++;
        return true;
    }
}
