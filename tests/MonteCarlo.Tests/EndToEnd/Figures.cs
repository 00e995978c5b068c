using System.Text.Json.Nodes;

namespace MonteCarlo.Tests.EndToEnd;

/// <summary>The figures that a run wrote.</summary>
internal static class Figures
{
    // What a run cost depends on where and how it ran; nothing else may.
    private static readonly string[] Costs = ["sweeps_per_second", "seconds", "wire_bytes"];

    /// <summary>Reads them.</summary>
    public static JsonObject Read(string file) => JsonNode.Parse(File.ReadAllText(file))!.AsObject();

    /// <summary>What must be the same in all runs of a seed, digit by digit.</summary>
    public static string Physics(string file)
    {
        JsonObject figures = Read(file);
        Assert.All(Costs, name => Assert.True(figures.Remove(name), name));
        return figures.ToJsonString();
    }
}
