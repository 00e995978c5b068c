using System.Globalization;
using System.Xml.Linq;

namespace MonteCarlo.Report;

/// <summary>The elements of a drawing. Attributes and texts are escaped by the XML writer; colours come from the style sheet by class.</summary>
internal static class Svg
{
    /// <summary>A drawing that scales with the page.</summary>
    /// <param name="width">Width of its coordinates.</param>
    /// <param name="height">Height of its coordinates.</param>
    /// <param name="label">What it shows, for those who do not see it.</param>
    /// <param name="content">Its elements.</param>
    public static XElement Drawing(double width, double height, string label, params object?[] content) => new(
        "svg",
        new XAttribute("viewBox", $"0 0 {Number(width)} {Number(height)}"),
        new XAttribute("role", "img"),
        new XAttribute("aria-label", label),
        content);

    public static XElement Group(string style, params object?[] content) => new("g", new XAttribute("class", style), content);

    public static XElement Line(double x1, double y1, double x2, double y2, string style) => new(
        "line", Place("x1", x1), Place("y1", y1), Place("x2", x2), Place("y2", y2), new XAttribute("class", style));

    public static XElement Circle(double x, double y, double radius, string style, string? tip = null) => new(
        "circle", Place("cx", x), Place("cy", y), Place("r", radius), new XAttribute("class", style), Tip(tip));

    public static XElement Rectangle(double x, double y, double width, double height, string style, string? tip = null) => new(
        "rect",
        Place("x", x),
        Place("y", y),
        Place("width", Math.Max(0, width)),
        Place("height", Math.Max(0, height)),
        new XAttribute("class", style),
        Tip(tip));

    /// <summary>Text at a point; its anchor is <c>start</c>, <c>middle</c> or <c>end</c>.</summary>
    public static XElement Text(double x, double y, string text, string anchor = "start", string style = "label") => new(
        "text", Place("x", x), Place("y", y), new XAttribute("text-anchor", anchor), new XAttribute("class", style), text);

    /// <summary>A line through points; those that are not finite are left out.</summary>
    public static XElement Curve(IEnumerable<(double X, double Y)> points, string style, string? tip = null) => new(
        "path",
        new XAttribute("d", "M" + string.Join("L", points.Where(IsFinite).Select(point => $"{Number(point.X)} {Number(point.Y)}"))),
        new XAttribute("class", style),
        Tip(tip));

    private static bool IsFinite((double X, double Y) point) => double.IsFinite(point.X) && double.IsFinite(point.Y);

    private static XElement? Tip(string? tip) => tip is null ? null : new XElement("title", tip);

    private static XAttribute Place(string name, double value) => new(name, Number(value));

    private static string Number(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);
}
