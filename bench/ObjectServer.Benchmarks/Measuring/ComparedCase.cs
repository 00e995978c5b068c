namespace ObjectServer.Benchmarks.Measuring;

/// <summary>A case: one figure of ours, beside the same figure of others.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Link">The link it goes by.</param>
/// <param name="Metric">The figure.</param>
/// <param name="Ours">What has ours.</param>
/// <param name="Comparisons">A row each.</param>
internal sealed record ComparedCase(string Id, string Link, Metric Metric, IContender Ours, IReadOnlyList<Comparison> Comparisons)
{
    /// <summary>Everybody who has to be measured for it.</summary>
    public IEnumerable<IContender> Contenders => Comparisons.Select(comparison => comparison.Rival).OfType<IContender>().Prepend(Ours);

    /// <summary>Its rows.</summary>
    /// <param name="figures">Of each contender that could be measured, in the order of rounds.</param>
    public IEnumerable<ResultRow> Rows(IReadOnlyDictionary<IContender, List<Figures>> figures)
    {
        double[] ours = [.. figures[Ours].Select(Metric.Of)];
        foreach ((IContender? rival, Bar? bar) in Comparisons)
        {
            yield return rival switch
            {
                null => ResultRow.Of(Id, Link, ours, Metric.Unit, bar),
                { Missing: { } missing } => ResultRow.Without(Id, Link, ours, $"{rival.Name}: {missing}", Metric.Unit, bar),
                _ => ResultRow.Of(Id, Link, ours, [.. figures[rival].Select(Metric.Of)], rival.Name, Metric.Unit, bar),
            };
        }
    }
}
