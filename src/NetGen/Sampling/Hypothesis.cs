using System.Collections.Immutable;

namespace NetGen.Sampling;

/// <summary>A sequence that a search has found.</summary>
/// <param name="Tokens">Its tokens, without the start and the end.</param>
/// <param name="LogProbability">The sum of the logarithms of its tokens' probabilities, the end's among them.</param>
/// <param name="Score">By what it was chosen: the logarithm divided by length^penalty, where the end counts as a token.</param>
/// <param name="Ended">Whether it ended by itself, or by the greatest length.</param>
public sealed record Hypothesis(ImmutableArray<int> Tokens, double LogProbability, double Score, bool Ended);
