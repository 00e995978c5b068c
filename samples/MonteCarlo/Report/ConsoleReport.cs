using MonteCarlo.Running;
using Spectre.Console;

namespace MonteCarlo.Report;

/// <summary>The result of a run as tables on the terminal.</summary>
/// <param name="console">The terminal.</param>
internal sealed class ConsoleReport(IAnsiConsole console)
{
    /// <summary>Said of a run whose errors cannot be trusted.</summary>
    public const string TooShort = "The run is short for its correlations: take the errors as lower bounds, or run more sweeps.";

    /// <summary>Writes the averages, the exchanges and what the run cost.</summary>
    public void Write(RunResult result)
    {
        console.Write(Averages(result));
        console.Write(Exchanges(result));
        console.Write(Costs(result));
        if (result.Temperatures.Any(temperature => !temperature.Measured.Converged))
            console.MarkupLineInterpolated($"[yellow]{TooShort}[/]");
    }

    private static Table Averages(RunResult result)
    {
        Table table = new Table().Border(TableBorder.Horizontal);
        foreach (string name in new[] { "T", "⟨E⟩/N", "exact", "z", "C/N", "⟨|m|⟩" })
            table.AddColumn(new TableColumn(name).RightAligned().NoWrap().Padding(0, 0, 0, 0));

        foreach (TemperatureResult row in result.Temperatures)
        {
            table.AddRow(
                EstimateText.Temperature(row.Temperature),
                EstimateText.Of(row.Measured.Energy),
                row.Exact is null ? "" : EstimateText.Fixed(row.Exact.Energy, 6),
                row.Z is double z && Math.Abs(z) > 4 ? $"[red]{EstimateText.Deviation(z)}[/]" : EstimateText.Deviation(row.Z),
                EstimateText.Of(row.Measured.HeatCapacity),
                EstimateText.Of(row.Measured.AbsMagnetization));
        }

        return table;
    }

    private static Grid Exchanges(RunResult result)
    {
        Grid grid = NewGrid();
        IReadOnlyList<double> temperatures = result.Settings.Temperatures;
        string[] pairs =
        [
            .. result.Exchange.Acceptance.Select((part, i) =>
                $"{EstimateText.Temperature(temperatures[i])}–{EstimateText.Temperature(temperatures[i + 1])} {EstimateText.Percent(part)}"),
        ];
        return grid
            .AddRow("exchanges accepted", pairs.Length == 0 ? "no pairs" : string.Join("   ", pairs))
            .AddRow("round trips", EstimateText.Count(result.Exchange.Paths.RoundTrips));
    }

    private static Grid Costs(RunResult result) => NewGrid()
        .AddRow("sweeps", $"{EstimateText.Count(result.Exchange.Sweeps)} in {EstimateText.Fixed(result.Exchange.Elapsed.TotalSeconds, 2)} s, "
            + $"{EstimateText.Count(result.Exchange.SweepsPerSecond)} per second")
        .AddRow("over the wire", WireText.Of(result))
        .AddRow("state in the server", $"{EstimateText.Bytes(result.StateBytes)}, of which nothing was copied");

    private static Grid NewGrid() => new Grid()
        .AddColumn(new GridColumn().NoWrap().PadRight(2))
        .AddColumn(new GridColumn());
}
