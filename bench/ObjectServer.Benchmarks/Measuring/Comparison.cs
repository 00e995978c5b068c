namespace ObjectServer.Benchmarks.Measuring;

/// <summary>What a case is compared with.</summary>
/// <param name="Rival">Who; null for an absolute bar.</param>
/// <param name="Bar">What the ratio to it must be, or the figure itself where there is no rival; null where it is only shown.</param>
internal sealed record Comparison(IContender? Rival, Bar? Bar = null);
