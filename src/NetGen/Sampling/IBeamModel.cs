using System;

namespace NetGen.Sampling;

/// <summary>A model that tells how a sequence may go on, for several sequences at once, each with its own state. <see cref="BeamSearch"/> asks it.</summary>
public interface IBeamModel
{
    /// <summary>Reads one more token of each sequence and gives the logits of the token behind it.</summary>
    /// <param name="tokens">The last token of each sequence: one sequence in the first step, at most as many as the search has beams in the others.</param>
    /// <param name="logits">Gets sequences x classes. Negative infinity says that a token cannot follow.</param>
    void Step(ReadOnlySpan<int> tokens, Span<float> logits);

    /// <summary>The sequences of the next step go on from others: state i becomes what state <c>parents[i]</c> is now. Called before each step but the first.</summary>
    /// <param name="parents">For each sequence of the next step which of the last step's it goes on from. One may occur several times, or not at all.</param>
    void Reorder(ReadOnlySpan<int> parents);
}
