using System.Xml.Linq;
using MonteCarlo.Running;

namespace MonteCarlo.Report;

/// <summary>The path of each replica through the temperatures, round by round, as lines on a map of stations.</summary>
internal static class PathChart
{
    /// <summary>How many replica colours the style sheet has.</summary>
    public const int Colours = 8;

    private const double Width = 760;

    /// <summary>Draws the first rounds. The number at the end of a line is its replica; colours repeat after the eighth.</summary>
    public static XElement Draw(RunResult result)
    {
        IReadOnlyList<IReadOnlyList<int>> levels = result.Exchange.Paths.Levels;
        int replicas = levels.Count;
        double track = Math.Clamp(26.0 / replicas, 1.5, 5);
        double gap = Math.Max(replicas > 10 ? 22 : 38, track * (replicas + 2.5));
        double height = 60 + gap * replicas;
        int rounds = Math.Max(2, levels[0].Count);
        var frame = new Frame(new LinearScale(0, rounds, 62, Width - 60), new LinearScale(-0.5, replicas - 0.5, height - 46, 14));
        return Svg.Drawing(
            Width,
            height,
            "The temperature of each replica in the first rounds",
            Stations(frame, result.Settings.Temperatures),
            Enumerable.Range(0, replicas).Select(replica => Path(frame, replica, levels[replica], track * (replica - (replicas - 1) / 2.0))));
    }

    private static XElement Stations(Frame frame, IReadOnlyList<double> temperatures)
    {
        double left = frame.Horizontal.From, right = frame.Horizontal.To, bottom = frame.Vertical.From;
        return Svg.Group(
            "frame",
            temperatures.Select((temperature, level) => new[]
            {
                Svg.Line(left, frame.Vertical[level], right, frame.Vertical[level], "grid"),
                Svg.Text(left - 10, frame.Vertical[level] + 4, EstimateText.Temperature(temperature), "end"),
            }),
            frame.Horizontal.Ticks(8).Where(double.IsInteger).Select(tick => Svg.Text(frame.Horizontal[tick], bottom + 19, EstimateText.Count(tick), "middle")),
            Svg.Text(right, bottom + 36, "round", "end", "name"));
    }

    /// <summary>Steps: level through a round, a slanted stroke to the next. The shift keeps replicas on one level apart.</summary>
    private static XElement Path(Frame frame, int replica, IReadOnlyList<int> levels, double shift)
    {
        var points = new List<(double X, double Y)>(2 * levels.Count);
        for (int round = 0; round < levels.Count; round++)
        {
            double y = frame.Vertical[levels[round]] + shift;
            points.Add((frame.Horizontal[round + 0.2], y));
            points.Add((frame.Horizontal[round + 0.8], y));
        }

        (double x, double end) = points.Count > 0 ? points[^1] : (frame.Horizontal.From, frame.Vertical.From);
        string name = EstimateText.Count(replica + 1);
        return Svg.Group(
            $"path colour{replica % Colours}",
            Svg.Curve(points, "track", $"replica {name}"),
            Svg.Circle(x + 5, end, 3, "end"),
            Svg.Text(x + 13, end + 4, name));
    }
}
