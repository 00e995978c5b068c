using System.Globalization;
using System.Xml.Linq;

namespace MonteCarlo.Report;

/// <summary>The axes of a drawing: grid lines at round numbers, their labels, and the names of both axes.</summary>
/// <param name="Horizontal">Scale of x.</param>
/// <param name="Vertical">Scale of y.</param>
internal sealed record Frame(LinearScale Horizontal, LinearScale Vertical)
{
    /// <summary>Position of a point.</summary>
    public (double X, double Y) At(double x, double y) => (Horizontal[x], Vertical[y]);

    /// <summary>Draws the axes.</summary>
    /// <param name="xName">Name of the horizontal axis.</param>
    /// <param name="yName">Name of the vertical axis, written above it.</param>
    /// <param name="yTicks">About how many lines across.</param>
    /// <param name="xTicks">About how many lines down.</param>
    public XElement Draw(string xName, string yName, int yTicks = 6, int xTicks = 8)
    {
        double left = Horizontal.From, right = Horizontal.To, bottom = Vertical.From, top = Vertical.To;
        return Svg.Group(
            "frame",
            Vertical.Ticks(yTicks).Select(tick => new[]
            {
                Svg.Line(left, Vertical[tick], right, Vertical[tick], "grid"),
                Svg.Text(left - 8, Vertical[tick] + 4, Label(tick), "end"),
            }),
            Horizontal.Ticks(xTicks).Select(tick => new[]
            {
                Svg.Line(Horizontal[tick], bottom, Horizontal[tick], bottom + 5, "axis"),
                Svg.Text(Horizontal[tick], bottom + 19, Label(tick), "middle"),
            }),
            Svg.Line(left, bottom, right, bottom, "axis"),
            Svg.Text(right, bottom + 36, xName, "end", "name"),
            Svg.Text(left, top - 10, yName, "start", "name"));
    }

    private static string Label(double value) => value.ToString("0.######", CultureInfo.InvariantCulture).Replace('-', '−');
}
