using System.Xml.Linq;
using MonteCarlo.Running;

namespace MonteCarlo.Report;

/// <summary>The figures of a run that one looks for first.</summary>
internal static class ReportTiles
{
    /// <summary>Draws a row of figures.</summary>
    public static XElement Draw(RunResult result) => new(
        "div",
        new XAttribute("class", "tiles"),
        Tile(EstimateText.Count(result.Exchange.SweepsPerSecond), "sweeps per second"),
        Tile(result.LargestZ is double z ? EstimateText.Fixed(z, 2) : "–", "largest |z| against exact energies"),
        Tile(EstimateText.Count(result.Exchange.Paths.RoundTrips), "round trips through the ladder"),
        Tile(EstimateText.Bytes(result.WireBytes), $"over the wire in {EstimateText.Count(result.Exchange.Calls)} calls"),
        Tile(EstimateText.Bytes(result.StateBytes), "of state, never copied"));

    private static XElement Tile(string figure, string meaning) => new(
        "div", new XAttribute("class", "tile"), new XElement("b", figure), new XElement("span", meaning));
}
