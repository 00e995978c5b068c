using System.Text.Json.Serialization;

namespace ObjectServer.Benchmarks.Measuring;

/// <summary>One measured case beside one thing that it is compared with, or beside an absolute bar.</summary>
/// <param name="Case">Its id.</param>
/// <param name="Link">The link it goes by.</param>
/// <param name="Ours">Our figure, the median over the rounds.</param>
/// <param name="Theirs">The figure it is compared with, likewise; null where there is none.</param>
/// <param name="Rival">What that is; empty where the case is compared with nothing.</param>
/// <param name="Ratio">Median of the rounds' ratios, ours to theirs; null where there is no such figure.</param>
/// <param name="Unit">Of both figures.</param>
/// <param name="Spread">Lowest and highest ratio of a round; of our figure, where there is no ratio.</param>
/// <param name="Bar">What the ratio must be, or our figure where there is no ratio; empty where there is none.</param>
/// <param name="Holds">Whether it is; null where there is no bar, or where it could not be measured.</param>
internal sealed record ResultRow(
    [property: JsonPropertyName("case")] string Case,
    [property: JsonPropertyName("link")] string Link,
    [property: JsonPropertyName("ours")] double Ours,
    [property: JsonPropertyName("theirs")] double? Theirs,
    [property: JsonPropertyName("rival")] string Rival,
    [property: JsonPropertyName("ratio")] double? Ratio,
    [property: JsonPropertyName("unit")] string Unit,
    [property: JsonPropertyName("spread")] string Spread,
    [property: JsonPropertyName("bar")] string Bar,
    [property: JsonPropertyName("holds")] bool? Holds)
{
    /// <summary>A row from the figures of each round, ours and theirs of the same round side by side.</summary>
    public static ResultRow Of(
        string id, string link, IReadOnlyList<double> ours, IReadOnlyList<double> theirs, string rival, string unit, Bar? bar = null)
    {
        double[] ratios = [.. ours.Zip(theirs, (mine, other) => mine / other)];
        double ratio = Samples.Median(ratios);
        return new ResultRow(
            id, link, Samples.Median(ours), Samples.Median(theirs), rival, ratio, unit, SpreadOf(ratios), $"{bar}", bar?.Holds(ratio));
    }

    /// <summary>A row of our figures alone, which may have to keep to an absolute bar.</summary>
    public static ResultRow Of(string id, string link, IReadOnlyList<double> ours, string unit, Bar? bar = null)
    {
        double median = Samples.Median(ours);
        return new ResultRow(id, link, median, null, "", null, unit, SpreadOf(ours), $"{bar}", bar?.Holds(median));
    }

    /// <summary>A row for a rival that could not be measured here.</summary>
    /// <param name="id">The case.</param>
    /// <param name="link">The link it goes by.</param>
    /// <param name="ours">Our figures.</param>
    /// <param name="rival">Who, and why not.</param>
    /// <param name="unit">Of our figure.</param>
    /// <param name="bar">What the ratio would have to be.</param>
    public static ResultRow Without(string id, string link, IReadOnlyList<double> ours, string rival, string unit, Bar? bar) =>
        new(id, link, Samples.Median(ours), null, rival, null, unit, SpreadOf(ours), $"{bar}", null);

    private static string SpreadOf(IReadOnlyList<double> figures) =>
        $"{FigureText.Of(figures.Min())} to {FigureText.Of(figures.Max())}";
}
