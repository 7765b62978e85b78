using System;

namespace NetGen;

/// <summary>What a trial gave.</summary>
/// <param name="Trial">The trial.</param>
/// <param name="Score">How good its settings are, the less the better; null where training diverged.</param>
/// <param name="Duration">How long it took.</param>
public sealed record SearchResult(SearchTrial Trial, double? Score, TimeSpan Duration);
