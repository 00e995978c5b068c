using System.Xml.Linq;
using MonteCarlo.Running;

namespace MonteCarlo.Report;

/// <summary>How often each pair of neighbouring temperatures exchanged when it tried to.</summary>
internal static class AcceptanceChart
{
    private const double Width = 370;

    /// <summary>Draws one bar per pair; null when there is no pair.</summary>
    public static XElement? Draw(RunResult result)
    {
        IReadOnlyList<double> acceptance = result.Exchange.Acceptance;
        if (acceptance.Count == 0)
            return null;

        double bar = Math.Clamp(150.0 / acceptance.Count, 8, 26);
        double step = bar + Math.Max(3, bar / 4);
        return Svg.Drawing(
            Width,
            46 + step * (acceptance.Count + 1),
            "Exchange acceptance per pair of temperatures",
            Svg.Text(100, 18, "exchanges accepted", "start", "name"),
            Enumerable.Range(0, acceptance.Count).Select(pair => Bar(result, pair, 30 + step * pair, bar)));
    }

    private static XElement Bar(RunResult result, int pair, double y, double height)
    {
        double part = result.Exchange.Acceptance[pair];
        var scale = new LinearScale(0, 1, 100, Width - 66);
        string name = $"{EstimateText.Temperature(result.Settings.Temperatures[pair])} – {EstimateText.Temperature(result.Settings.Temperatures[pair + 1])}";
        double end = scale[double.IsNaN(part) ? 0 : part];
        return Svg.Group(
            "bar",
            Svg.Text(92, y + height / 2 + 4, name, "end"),
            Svg.Rectangle(scale.From, y, scale.To - scale.From, height, "rail"),
            Svg.Rectangle(scale.From, y, end - scale.From, height, "fill", $"{name}: {EstimateText.Percent(part)}"),
            Svg.Text(scale.To + 8, y + height / 2 + 4, EstimateText.Percent(part)));
    }
}
