using System.Text.Json.Nodes;
using System.Xml.Linq;
using MonteCarlo.Report;

namespace MonteCarlo.Tests.EndToEnd;

/// <summary>The sample as a reader of its README first runs it: with a server of its own.</summary>
public sealed class OwnServerTests(OwnServerRun run) : IClassFixture<OwnServerRun>
{
    private const int Temperatures = 5;

    [Fact]
    public void Run_OnItsOwnServer_GivesTheExactEnergiesWithinErrors()
    {
        run.Result.AssertExited(0);
        Assert.Empty(run.Result.Errors);
        Assert.Empty(run.Folder.ServerFolders);
        JsonObject figures = Figures.Read(run.Figures);
        JsonArray rows = figures["temperatures"]!.AsArray();
        Assert.Equal(Temperatures, rows.Count);
        Assert.All(rows, row => Assert.InRange((double)row!["z"]!, -4, 4));
    }

    [Fact]
    public void Output_OfARun_HasTheTable()
    {
        string[] lines = run.Result.Output.Split('\n');

        Assert.All(Figures.Read(run.Figures)["temperatures"]!.AsArray(), row => Assert.Contains(lines, line =>
            line.TrimStart().StartsWith(EstimateText.Temperature((double)row!["t"]!), StringComparison.Ordinal)
            && line.Contains(EstimateText.Fixed((double)row["exact"]!, 6), StringComparison.Ordinal)
            && line.Contains(EstimateText.Deviation((double)row["z"]!), StringComparison.Ordinal)));
        Assert.Contains(lines, line => line.StartsWith("over the wire", StringComparison.Ordinal));
    }

    [Fact]
    public void Json_OfARun_HasTheDocumentedFields()
    {
        JsonObject figures = Figures.Read(run.Figures);

        Assert.All(
            ["seed", "size", "sweeps_per_second", "wire_bytes", "state_bytes", "round_trips", "sweeps", "calls", "seconds"],
            name => Assert.True((double)figures[name]! > 0, name));
        Assert.All(figures["acceptance"]!.AsArray(), part => Assert.InRange((double)part!, 0.01, 1));
        Assert.Equal(Temperatures - 1, figures["acceptance"]!.AsArray().Count);
        Assert.All(figures["temperatures"]!.AsArray(), row => Assert.All(
            ["t", "energy", "error", "heat_capacity", "abs_magnetization", "exact", "z"],
            name => Assert.True(double.IsFinite((double)row![name]!), name)));
    }

    [Fact]
    public void Report_OfARun_IsWellFormedAndNeedsNoNetwork()
    {
        const string Type = "<!DOCTYPE html>";
        string text = File.ReadAllText(run.Folder.Report);
        Assert.StartsWith(Type, text, StringComparison.Ordinal);

        XElement[] elements = [.. XElement.Parse(text[Type.Length..]).DescendantsAndSelf()];

        Assert.Equal(Temperatures, elements.Where(element => element.Name.LocalName == "tbody").Elements().Count());
        Assert.DoesNotContain(elements, element => element.Name.LocalName is "script" or "link" or "iframe" or "img" or "object" or "embed" or "base");
        Assert.DoesNotContain(elements.Attributes(), attribute =>
            attribute.Name.LocalName is "src" or "srcset" or "href" or "action" or "data" || attribute.Name.LocalName.StartsWith("on", StringComparison.Ordinal));
        Assert.DoesNotContain(elements.Where(element => element.Name.LocalName == "style"), style =>
            style.Value.Contains("url(", StringComparison.Ordinal) || style.Value.Contains("@import", StringComparison.Ordinal));
    }
}
