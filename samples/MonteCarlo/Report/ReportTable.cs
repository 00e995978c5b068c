using System.Xml.Linq;
using MonteCarlo.Running;

namespace MonteCarlo.Report;

/// <summary>The averages of a run as a table.</summary>
internal static class ReportTable
{
    /// <summary>Draws one row per temperature.</summary>
    public static XElement Draw(RunResult result) => new(
        "div",
        new XAttribute("class", "scroll"),
        new XElement(
            "table",
            new XElement("thead", Row("th", ["T", "⟨E⟩/N", "exact", "z", "C/N", "exact", "⟨|m|⟩", "exact"])),
            new XElement("tbody", result.Temperatures.Select(point => Row("td",
            [
                EstimateText.Temperature(point.Temperature),
                EstimateText.Of(point.Measured.Energy),
                Exact(point.Exact?.Energy),
                EstimateText.Deviation(point.Z),
                EstimateText.Of(point.Measured.HeatCapacity),
                Exact(point.Exact?.HeatCapacity),
                EstimateText.Of(point.Measured.AbsMagnetization),
                Exact(point.Exact?.AbsMagnetization),
            ])))));

    private static XElement Row(string cell, IEnumerable<string> texts) => new("tr", texts.Select(text => new XElement(cell, text)));

    private static string Exact(double? value) => value is double number ? EstimateText.Fixed(number, 6) : "";
}
