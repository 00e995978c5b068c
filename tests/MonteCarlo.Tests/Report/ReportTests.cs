using System.Text;
using System.Text.Json;
using System.Xml.Linq;
using MonteCarlo.Report;
using MonteCarlo.Running;
using MonteCarlo.Tests.Exchange;
using Spectre.Console;

namespace MonteCarlo.Tests.Report;

public sealed class ReportTests
{
    private static readonly RunSettings Settings = new() { Sweeps = 2_000, ExchangeEvery = 10, Seed = 5, Callers = 1 };

    [Fact]
    public async Task Html_Run_IsWellFormedAndShowsEverything()
    {
        XElement page = Body(Html(await InProcessRun.RunAsync(Settings)));

        string[] pictures = [.. page.Descendants("svg").Select(svg => svg.Attribute("aria-label")!.Value)];
        Assert.Contains("Energy against temperature over the exact curve", pictures);
        Assert.Contains("The temperature of each replica in the first rounds", pictures);
        Assert.Contains("Exchange acceptance per pair of temperatures", pictures);
        Assert.Equal(5, page.Descendants("tbody").Elements("tr").Count());
    }

    [Fact]
    public async Task Html_Run_NeedsNoNetworkAndNoScript()
    {
        string html = Html(await InProcessRun.RunAsync(Settings));

        Assert.All(new[] { "http", "//", "url(", "@import", "<script", "<link", "src=" }, text =>
            Assert.DoesNotContain(text, html, StringComparison.OrdinalIgnoreCase));
        Assert.Contains("prefers-color-scheme: dark", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Html_PlaceWithMarkup_IsEscaped()
    {
        RunResult result = await InProcessRun.RunAsync(Settings);

        string html = Html(result with { Place = "<b>\"&'</b>" });

        Assert.DoesNotContain("<b>\"", html, StringComparison.Ordinal);
        Assert.Contains("<b>\"&'</b>", Body(html).Descendants("header").Single().Value, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("2.0", 4, 10, 10)]
    [InlineData("2.0,2.1", 8, 10, 10)]
    [InlineData("0.001,0.002", 8, 100, 10)]
    [InlineData("1,1.1,1.2,1.3,1.4,1.5,1.6,1.7,1.8,1.9,2,2.1,2.2,2.3,2.4,2.5,2.6,2.7,2.8,2.9", 2, 100, 1)]
    public async Task Html_UnusualRun_IsStillWellFormed(string temperatures, int size, int sweeps, int every)
    {
        double[] values = [.. temperatures.Split(',').Select(text => double.Parse(text, System.Globalization.CultureInfo.InvariantCulture))];

        string html = Html(await InProcessRun.RunAsync(
            new RunSettings { Temperatures = values, Size = size, Sweeps = sweeps, ExchangeEvery = every }));

        Assert.NotEmpty(Body(html).Descendants("svg"));
        Assert.DoesNotContain("NaN", html, StringComparison.Ordinal);
        Assert.DoesNotContain("∞", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Json_Run_HasTheFixedShape()
    {
        RunResult result = await InProcessRun.RunAsync(Settings);

        using JsonDocument json = Json(result);

        Assert.Equal(
            ["seed", "size", "sweeps_per_second", "wire_bytes", "state_bytes", "temperatures", "acceptance"],
            json.RootElement.EnumerateObject().Select(property => property.Name).Take(7));
        JsonElement first = json.RootElement.GetProperty("temperatures")[0];
        Assert.Equal(
            ["t", "energy", "error", "heat_capacity", "abs_magnetization", "exact", "z"],
            first.EnumerateObject().Select(property => property.Name).Take(7));
        Assert.Equal(result.Temperatures[0].Measured.Energy.Value, first.GetProperty("energy").GetDouble());
        Assert.Equal(4, json.RootElement.GetProperty("acceptance").GetArrayLength());
    }

    [Fact]
    public async Task Json_ExactValueUnknown_IsNull()
    {
        RunResult result = await InProcessRun.RunAsync(Settings with { Size = 8, Temperatures = [0.001] });

        using JsonDocument json = Json(result);

        JsonElement row = json.RootElement.GetProperty("temperatures")[0];
        Assert.Equal(JsonValueKind.Null, row.GetProperty("exact").ValueKind);
        Assert.Equal(JsonValueKind.Null, row.GetProperty("z").ValueKind);
    }

    [Fact]
    public async Task Console_Run_FitsEightyColumnsAndShowsEveryTemperature()
    {
        var output = new StringWriter();
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = AnsiSupport.No,
            ColorSystem = ColorSystemSupport.NoColors,
            Out = new AnsiConsoleOutput(output),
        });
        console.Profile.Width = 80;
        RunResult result = await InProcessRun.RunAsync(Settings);

        new ConsoleReport(console).Write(result);

        string[] lines = output.ToString().Split('\n');
        Assert.All(result.Temperatures, row => Assert.Contains(lines, line =>
            line.Contains(EstimateText.Of(row.Measured.Energy), StringComparison.Ordinal)
            && line.Contains(EstimateText.Of(row.Measured.AbsMagnetization), StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData(-1.56577, 0.00021, "−1.56577 ± 0.00021")]
    [InlineData(12.3456, 1.5, "12.3 ± 1.5")]
    [InlineData(123.456, 15, "123 ± 15")]
    [InlineData(-2, 0, "−2.000000")]
    [InlineData(0.5, double.NaN, "0.500000")]
    public void Estimate_Shown_HasTheDigitsItsErrorAllows(double value, double error, string text) =>
        Assert.Equal(text, EstimateText.Of(new(value, error)));

    private static string Html(RunResult result)
    {
        var writer = new StringWriter();
        HtmlReport.Write(result, writer);
        return writer.ToString();
    }

    private static XElement Body(string html)
    {
        const string type = "<!DOCTYPE html>";
        Assert.StartsWith(type, html, StringComparison.Ordinal);
        return XElement.Parse(html[type.Length..]);
    }

    private static JsonDocument Json(RunResult result)
    {
        using var stream = new MemoryStream();
        JsonReport.Write(result, stream);
        return JsonDocument.Parse(Encoding.UTF8.GetString(stream.ToArray()));
    }
}
