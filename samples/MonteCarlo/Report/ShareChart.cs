using System.Globalization;
using System.Xml.Linq;
using MonteCarlo.Running;

namespace MonteCarlo.Report;

/// <summary>Where each replica spent its time over the whole run. If the ladder mixes well, all bars are cut alike.</summary>
internal static class ShareChart
{
    private const double Width = 370;

    /// <summary>Draws one bar per replica, cut by temperature from cold to warm.</summary>
    public static XElement Draw(RunResult result)
    {
        int count = result.Settings.Temperatures.Count;
        double bar = Math.Clamp(150.0 / count, 8, 26);
        double step = bar + Math.Max(3, bar / 4);
        return Svg.Drawing(
            Width,
            46 + step * count,
            "Share of its time that each replica spent at each temperature",
            Svg.Text(62, 18, "share of the rounds, cold to warm", "start", "name"),
            Enumerable.Range(0, count).Select(replica => Bar(result, replica, 30 + step * replica, bar)));
    }

    private static XElement Bar(RunResult result, int replica, double y, double height)
    {
        IReadOnlyList<double> temperatures = result.Settings.Temperatures;
        var scale = new LinearScale(0, 1, 62, Width - 16);
        double from = 0;
        var cuts = new List<XElement> { Svg.Text(54, y + height / 2 + 4, EstimateText.Count(replica + 1), "end") };
        for (int level = 0; level < temperatures.Count; level++)
        {
            double share = result.Exchange.Paths.Share(replica, level);
            string tip = $"replica {replica + 1} at T = {EstimateText.Temperature(temperatures[level])}: {EstimateText.Percent(share)}";
            XElement cut = Svg.Rectangle(scale[from], y, scale[from + share] - scale[from] - 1, height, "heat", tip);
            double warmth = temperatures.Count < 2 ? 0 : (double)level / (temperatures.Count - 1);
            cut.Add(new XAttribute("style", string.Create(CultureInfo.InvariantCulture, $"--warmth:{warmth:0.###}")));
            cuts.Add(cut);
            from += share;
        }

        return Svg.Group("shares", cuts);
    }
}
