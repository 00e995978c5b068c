using System.Globalization;
using System.Xml.Linq;
using MonteCarlo.Running;

namespace MonteCarlo.Report;

/// <summary>How far each measured energy is from the exact one, in units of its own error; two thirds belong within ±1.</summary>
internal static class DeviationChart
{
    private const double Width = 760;
    private const double Height = 190;

    /// <summary>Draws it; null when no exact value is known.</summary>
    public static XElement? Draw(RunResult result)
    {
        if (result.LargestZ is not double largest)
            return null;

        LinearScale horizontal = LinearScale.Over(result.Settings.Temperatures, 0.08, 62, Width - 16);
        double reach = Math.Max(4, Math.Ceiling(largest));
        var frame = new Frame(horizontal, new LinearScale(-reach, reach, Height - 46, 34));
        return Svg.Drawing(
            Width,
            Height,
            "Deviation of the measured energies from the exact ones",
            Band(frame, 2, "band wide"),
            Band(frame, 1, "band"),
            frame.Draw("temperature T", "z = (measured − exact) / error", yTicks: 4, xTicks: 10),
            Svg.Line(horizontal.From, frame.Vertical[0], horizontal.To, frame.Vertical[0], "axis"),
            result.Temperatures.Where(point => point.Z is not null).Select(point => Stem(frame, point.Temperature, point.Z!.Value)));
    }

    private static XElement Band(Frame frame, double half, string style)
    {
        double top = frame.Vertical[half];
        return Svg.Rectangle(
            frame.Horizontal.From, top, frame.Horizontal.To - frame.Horizontal.From, frame.Vertical[-half] - top, style);
    }

    private static XElement Stem(Frame frame, double temperature, double z)
    {
        (double x, double y) = frame.At(temperature, z);
        string tip = string.Create(CultureInfo.InvariantCulture, $"T = {temperature}: z = {EstimateText.Deviation(z)}");
        return Svg.Group(
            Math.Abs(z) > 4 ? "point bad" : "point",
            Svg.Line(x, frame.Vertical[0], x, y, "error"),
            Svg.Circle(x, y, 4.5, "dot", tip));
    }
}
