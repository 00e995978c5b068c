using System.Xml.Linq;
using MonteCarlo.Exact;
using MonteCarlo.Running;
using MonteCarlo.Statistics;

namespace MonteCarlo.Report;

/// <summary>A thermal average against temperature: measured points with their errors, over the exact curve.</summary>
/// <param name="width">Width of the drawing.</param>
/// <param name="height">Height of the drawing.</param>
internal sealed class ThermalChart(double width, double height)
{
    private const int CurvePoints = 160;

    /// <summary>Name of the quantity, at the vertical axis.</summary>
    public required string Name { get; init; }

    /// <summary>What the drawing shows, for those who do not see it.</summary>
    public required string Label { get; init; }

    /// <summary>The measured quantity.</summary>
    public required Func<ThermalAverages, Estimate> Measured { get; init; }

    /// <summary>The exact quantity for the simulated lattice; null where there is none.</summary>
    public required Func<ExactValues, double?> Exact { get; init; }

    /// <summary>The quantity on the infinite lattice, drawn for comparison; null for none.</summary>
    public Func<double, double>? Infinite { get; init; }

    /// <summary>Draws it.</summary>
    public XElement Draw(RunResult result)
    {
        var reference = new ExactReference(result.Settings.Size);
        LinearScale horizontal = LinearScale.Over(result.Settings.Temperatures, 0.08, 62, width - 16);
        if (horizontal.Low <= 0)
            horizontal = horizontal with { Low = result.Settings.Temperatures[0] / 2 };

        double[] at =
            [.. Enumerable.Range(0, CurvePoints + 1).Select(i => horizontal.Low + (horizontal.High - horizontal.Low) * i / CurvePoints)];
        double[] exact = [.. at.Select(temperature => reference.At(temperature) is ExactValues values ? Exact(values) ?? double.NaN : double.NaN)];
        double[] infinite = Infinite is null ? [] : [.. at.Select(Infinite)];
        IEnumerable<double> points = result.Temperatures.SelectMany(point => Ends(Measured(point.Measured)));
        var frame = new Frame(horizontal, LinearScale.Over(exact.Concat(infinite).Concat(points), 0.06, height - 46, 44));
        return Svg.Drawing(
            width,
            height,
            Label,
            frame.Draw("temperature T", Name, yTicks: height > 300 ? 7 : 5, xTicks: width > 500 ? 10 : 6),
            Critical(frame),
            infinite.Length == 0 ? null : Svg.Curve(at.Zip(infinite, frame.At), "curve infinite", "infinite lattice (Onsager)"),
            exact.Any(double.IsFinite) ? Svg.Curve(at.Zip(exact, frame.At), "curve exact", "exact for this lattice") : null,
            result.Temperatures.Select(point => Point(frame, point)));
    }

    private static IEnumerable<double> Ends(Estimate estimate)
    {
        double error = double.IsFinite(estimate.Error) ? estimate.Error : 0;
        return [estimate.Value - error, estimate.Value + error];
    }

    private static XElement? Critical(Frame frame)
    {
        double critical = Onsager.CriticalTemperature;
        if (critical < frame.Horizontal.Low || critical > frame.Horizontal.High)
            return null;

        double x = frame.Horizontal[critical];
        return Svg.Group("critical", Svg.Line(x, frame.Vertical.From, x, frame.Vertical.To, "mark"), Svg.Text(x + 5, frame.Vertical.To + 10, "Tc"));
    }

    private XElement Point(Frame frame, TemperatureResult point)
    {
        Estimate estimate = Measured(point.Measured);
        (double x, double y) = frame.At(point.Temperature, estimate.Value);
        double[] ends = [.. Ends(estimate).Select(end => frame.Vertical[end])];
        return Svg.Group(
            "point",
            Svg.Line(x, ends[0], x, ends[1], "error"),
            Svg.Line(x - 5, ends[0], x + 5, ends[0], "error"),
            Svg.Line(x - 5, ends[1], x + 5, ends[1], "error"),
            Svg.Circle(x, y, 4.5, "dot", $"T = {EstimateText.Temperature(point.Temperature)}: {EstimateText.Of(estimate)}"));
    }
}
