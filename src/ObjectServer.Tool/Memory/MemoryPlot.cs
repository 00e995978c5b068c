using System.Globalization;
using System.Xml.Linq;
using ObjectServer.Tool.Printing;

namespace ObjectServer.Tool.Memory;

/// <summary>Draws samples as an SVG picture that needs nothing else: its style is in it, light and dark by the reader's own setting.</summary>
internal static class MemoryPlot
{
    private const double Width = 860, Height = 420;
    private const double Left = 74, Right = 836, Top = 84, Bottom = 368;

    // Colours stand where they are used, as not every viewer of pictures knows variables.
    private const string Style = """
        text { fill: #5b646f; font: 12px system-ui, "Segoe UI", Roboto, "DejaVu Sans", sans-serif; }
        .title { fill: #1c2127; font-size: 15px; font-weight: 600; } .name { fill: #1c2127; }
        .page { fill: #ffffff; } .grid { stroke: #e3e4e1; } .axis { stroke: #9aa1a9; }
        .curve { fill: none; stroke-width: 2; stroke-linejoin: round; } .segments { stroke-dasharray: 7 4; }
        .rss { stroke: #c9500c; } .pss { stroke: #0b6fb8; } .segments { stroke: #0a8f6a; }
        @media (prefers-color-scheme: dark) {
          text { fill: #9aa4ae; } .title, .name { fill: #e8eaec; }
          .page { fill: #1c2127; } .grid { stroke: #2e353d; } .axis { stroke: #5c6670; }
          .rss { stroke: #ff8a4a; } .pss { stroke: #4aa3e6; } .segments { stroke: #3cc79d; }
        }
        """;

    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    /// <summary>The picture.</summary>
    /// <param name="samples">At least one.</param>
    /// <param name="address">Of the server.</param>
    public static string Draw(IReadOnlyList<MemorySample> samples, string address)
    {
        (string Style, string Name, Func<MemorySample, long?> Of)[] curves =
        [
            ("rss", "RSS of all processes", static sample => sample.Resident),
            ("pss", "PSS of all processes", static sample => sample.Proportional),
            ("segments", "shared memory", static sample => sample.Segments),
        ];
        curves = [.. curves.Where(curve => samples.Any(sample => curve.Of(sample) is not null))];
        double most = samples.Max(sample => curves.Max(curve => curve.Of(sample) ?? 0));
        (double unit, string unitName) = ByteText.UnitFor(most);
        double last = samples[^1].Time.TotalSeconds;
        (double second, string timeName) = last >= 7200 ? (3600, "hours") : last >= 300 ? (60, "minutes") : (1.0, "seconds");
        var across = new PlotAxis(last > 0 ? last / second : 1, Left, Right);
        var up = new PlotAxis(Math.Max(most / unit, 1), Bottom, Top);
        var picture = new XElement(
            Svg + "svg",
            new XAttribute("viewBox", $"0 0 {Number(Width)} {Number(Height)}"),
            new XAttribute("width", Number(Width)),
            new XAttribute("height", Number(Height)),
            new XAttribute("role", "img"),
            new XElement(Svg + "title", $"Memory of the object server at {address} and its local clients"),
            new XElement(Svg + "style", Style),
            new XElement(Svg + "rect", At("width", Width), At("height", Height), Class("page")),
            Text(Left, 26, $"Memory of {address} and its local clients", "start", "title"),
            curves.Select((curve, i) => Legend(curve.Style, $"{curve.Name}, last {ByteText.Of(curve.Of(samples[^1]))}", Left + (i * 262))),
            up.Ticks(6).Select(tick => new[] { Line(Left, up[tick], Right, up[tick], "grid"), Text(Left - 8, up[tick] + 4, Label(tick), "end") }),
            across.Ticks(9).Select(tick => new[] { Line(across[tick], Bottom, across[tick], Bottom + 5, "axis"), Text(across[tick], Bottom + 19, Label(tick), "middle") }),
            Line(Left, Bottom, Right, Bottom, "axis"),
            Text(Left - 8, Top - 12, unitName, "end", "name"),
            Text(Right, Bottom + 38, $"time, {timeName}", "end", "name"),
            curves.Select(curve => Curve(samples.Where(sample => curve.Of(sample) is not null)
                .Select(sample => (across[sample.Time.TotalSeconds / second], up[curve.Of(sample)!.Value / unit])), curve.Style)));
        return picture + Environment.NewLine;
    }

    private static XElement[] Legend(string style, string name, double x) => [Line(x, 52, x + 24, 52, $"curve {style}"), Text(x + 31, 56, name, "start")];

    private static XElement Curve(IEnumerable<(double X, double Y)> points, string style)
    {
        string path = string.Join(" L", points.Select(static point => $"{Number(point.X)} {Number(point.Y)}"));

        // A single point has no line: a short one stands for it.
        return new XElement(Svg + "path", new XAttribute("d", "M" + path + (path.Contains('L', StringComparison.Ordinal) ? "" : " h4")), Class($"curve {style}"));
    }

    private static XElement Line(double x1, double y1, double x2, double y2, string style) =>
        new(Svg + "line", At("x1", x1), At("y1", y1), At("x2", x2), At("y2", y2), Class(style));

    private static XElement Text(double x, double y, string text, string anchor, string style = "label") =>
        new(Svg + "text", At("x", x), At("y", y), new XAttribute("text-anchor", anchor), Class(style), text);

    private static XAttribute At(string name, double value) => new(name, Number(value));

    private static XAttribute Class(string style) => new("class", style);

    private static string Label(double value) => value.ToString("0.######", CultureInfo.InvariantCulture);

    private static string Number(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);
}
