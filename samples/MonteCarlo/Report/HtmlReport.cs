using System.Xml.Linq;
using MonteCarlo.Exact;
using MonteCarlo.Running;

namespace MonteCarlo.Report;

/// <summary>
/// The picture of a run: one page that needs nothing else, neither network nor script, in the reader's light or dark colours. It is
/// built as XML elements, so that it is well-formed and every text in it is escaped.
/// </summary>
internal static class HtmlReport
{
    /// <summary>Writes the page.</summary>
    public static void Write(RunResult result, TextWriter writer)
    {
        writer.Write("<!DOCTYPE html>\n");
        writer.Write(Page(result).ToString(SaveOptions.DisableFormatting));
        writer.Write('\n');
    }

    private static XElement Page(RunResult result) => new(
        "html",
        new XAttribute("lang", "en"),
        new XElement(
            "head",
            new XElement("meta", new XAttribute("charset", "utf-8")),
            new XElement("meta", new XAttribute("name", "viewport"), new XAttribute("content", "width=device-width, initial-scale=1")),
            new XElement("title", Title(result)),
            new XElement("style", ReportStyle.Sheet)),
        new XElement(
            "body",
            new XElement("header", new XElement("h1", "Replica exchange of the Ising model"), new XElement("p", Subtitle(result))),
            ReportTiles.Draw(result),
            Energy(result),
            Averages(result),
            Ladder(result),
            new XElement("section", new XElement("h2", "Figures"), ReportTable.Draw(result), Warning(result)),
            new XElement("footer", Foot(result))));

    private static string Title(RunResult result) => $"Replica exchange, {result.Settings.Size} × {result.Settings.Size} Ising lattice";

    private static string Subtitle(RunResult result)
    {
        RunSettings settings = result.Settings;
        string callers = settings.Processes == 0
            ? $"{settings.Callers} callers in this process"
            : $"{settings.Processes} caller processes with {settings.Callers} calls each";
        return $"{settings.Size} × {settings.Size} spins, periodic, at {settings.Temperatures.Count} temperatures. The replicas lived in {result.Place}; "
            + $"{callers} made them run. Seed {settings.Seed}.";
    }

    private static XElement Energy(RunResult result) => new(
        "section",
        new XElement("h2", "Energy"),
        Legend(("dot", "measured, with error"), ("exact", "exact, this lattice"), ("infinite", "infinite lattice (Onsager)")),
        new ThermalChart(760, 380)
        {
            Name = "energy per site ⟨E⟩/N",
            Label = "Energy against temperature over the exact curve",
            Measured = averages => averages.Energy,
            Exact = values => values.Energy,
            Infinite = Onsager.Energy,
        }.Draw(result),
        DeviationChart.Draw(result),
        new XElement("p", new XAttribute("class", "note"), $"Exact curve: {new ExactReference(result.Settings.Size).Source}. "
            + "Tc is the transition of the infinite lattice."
            + (result.LargestZ is null ? "" : " In the lower panel about two of three points belong within the inner band and nearly all within the outer.")));

    private static XElement Averages(RunResult result) => new(
        "section",
        new XElement("h2", "Heat capacity and magnetization"),
        new XElement(
            "div",
            new XAttribute("class", "pair"),
            new ThermalChart(370, 270)
            {
                Name = "heat capacity C/N",
                Label = "Heat capacity against temperature",
                Measured = averages => averages.HeatCapacity,
                Exact = values => values.HeatCapacity,
            }.Draw(result),
            new ThermalChart(370, 270)
            {
                Name = "magnetization ⟨|m|⟩",
                Label = "Magnetization against temperature",
                Measured = averages => averages.AbsMagnetization,
                Exact = values => values.AbsMagnetization,
            }.Draw(result)));

    private static XElement Ladder(RunResult result) => new(
        "section",
        new XElement("h2", "The way through the temperatures"),
        PathChart.Draw(result),
        new XElement("p", new XAttribute("class", "note"), "The temperature of each replica in the first rounds; the number at the right is the replica."),
        new XElement("div", new XAttribute("class", "pair"), ShareChart.Draw(result), AcceptanceChart.Draw(result)));

    private static XElement? Warning(RunResult result) => result.Temperatures.All(temperature => temperature.Measured.Converged)
        ? null
        : new XElement("p", new XAttribute("class", "note"), ConsoleReport.TooShort);

    private static XElement Legend(params (string Style, string Text)[] entries) => new(
        "p",
        new XAttribute("class", "legend"),
        entries.Select(entry => new XElement(
            "span", new XElement("i", new XAttribute("class", entry.Style), ""), entry.Text)));

    private static string Foot(RunResult result) => $"Over the wire: {WireText.Of(result)}. State held: {EstimateText.Bytes(result.StateBytes)}. "
        + "Errors are one standard deviation, from blocking (averages) and jackknife (heat capacity).";
}
