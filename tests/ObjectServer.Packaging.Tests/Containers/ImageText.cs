using System.Text.Json;
using ObjectServer.Testing;

namespace ObjectServer.Packaging.Tests.Containers;

/// <summary>What a stage of the Dockerfile says, with the stages that it is built on.</summary>
internal sealed class ImageText
{
    private readonly List<(string Word, string Text)> _lines;

    private ImageText(List<(string Word, string Text)> lines) => _lines = lines;

    /// <summary>What runs, and its arguments.</summary>
    public string[] EntryPoint => Words(Last("ENTRYPOINT"));

    /// <summary>What asks whether it is well, and its arguments.</summary>
    public string[] HealthCheck => Words(Last("HEALTHCHECK").Split("CMD ", 2)[1]);

    /// <summary>The user that it runs as.</summary>
    public string User => Last("USER");

    /// <summary>Where it runs.</summary>
    public string WorkingDirectory => Last("WORKDIR");

    /// <summary>Its environment.</summary>
    public IEnumerable<(string Name, string Value)> Environment =>
        All("ENV").SelectMany(line => line.Split(' ')).Select(pair => pair.Split('=', 2)).Select(pair => (pair[0], pair[1]));

    /// <summary>What is run to build it.</summary>
    public IEnumerable<string> Commands => All("RUN");

    /// <summary>Reads the stage that is built when nobody says otherwise, or another one.</summary>
    public static ImageText Read(string? stage = null)
    {
        List<(string Word, string Text)> lines = [.. File.ReadAllLines(Repository.File("Dockerfile"))
            .Where(line => line.Length > 0 && line[0] != '#').Select(line => line.Split(' ', 2)).Select(line => (line[0], line[1]))];
        int[] starts = [.. Enumerable.Range(0, lines.Count).Where(i => lines[i].Word == "FROM")];
        List<(string Word, string Text)> all = [];
        int start = stage is null ? starts[^1] : Array.Find(starts, i => lines[i].Text.EndsWith($" AS {stage}", StringComparison.Ordinal));
        while (true)
        {
            all.InsertRange(0, lines.Skip(start + 1).TakeWhile(line => line.Word != "FROM"));
            string from = lines[start].Text.Split(' ')[0];
            int below = Array.FindIndex(starts, i => lines[i].Text.EndsWith($" AS {from}", StringComparison.Ordinal));
            if (below < 0) return new ImageText(all);
            start = starts[below];
        }
    }

    private static string[] Words(string list) => JsonSerializer.Deserialize<string[]>(list)!;

    private IEnumerable<string> All(string word) => _lines.Where(line => line.Word == word).Select(line => line.Text);

    private string Last(string word) => All(word).Last();
}
