using System.Text.Json.Serialization;

namespace ObjectServer.Benchmarks.Measuring;

/// <summary>One measured case beside what it is compared with.</summary>
/// <param name="Case">Its id.</param>
/// <param name="Link">The link it goes by.</param>
/// <param name="Ours">Our figure, the median over the rounds.</param>
/// <param name="Theirs">The figure it is compared with, likewise.</param>
/// <param name="Rival">What that is.</param>
/// <param name="Ratio">Median of the rounds' ratios, ours to theirs.</param>
/// <param name="Unit">Of both figures.</param>
/// <param name="Spread">Lowest and highest ratio of a round.</param>
/// <param name="Bar">What the ratio must be; empty where there is none.</param>
/// <param name="Holds">Whether it is; null where there is no bar.</param>
internal sealed record ResultRow(
    [property: JsonPropertyName("case")] string Case,
    [property: JsonPropertyName("link")] string Link,
    [property: JsonPropertyName("ours")] double Ours,
    [property: JsonPropertyName("theirs")] double Theirs,
    [property: JsonPropertyName("rival")] string Rival,
    [property: JsonPropertyName("ratio")] double Ratio,
    [property: JsonPropertyName("unit")] string Unit,
    [property: JsonPropertyName("spread")] string Spread,
    [property: JsonPropertyName("bar")] string Bar,
    [property: JsonPropertyName("holds")] bool? Holds)
{
    /// <summary>A row from the figures of each round, ours and theirs of the same round side by side.</summary>
    public static ResultRow Of(
        string id, string link, IReadOnlyList<double> ours, IReadOnlyList<double> theirs, string rival, string unit, double? least = null)
    {
        double[] ratios = [.. ours.Zip(theirs, (mine, other) => mine / other)];
        double ratio = Samples.Median(ratios);
        return new ResultRow(
            id,
            link,
            Samples.Median(ours),
            Samples.Median(theirs),
            rival,
            ratio,
            unit,
            FormattableString.Invariant($"{ratios.Min():G3} to {ratios.Max():G3}"),
            least is { } bar ? FormattableString.Invariant($">= {bar:G3}") : "",
            least is null ? null : ratio >= least);
    }
}
