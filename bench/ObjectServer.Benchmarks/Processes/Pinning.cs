using System.Globalization;

namespace ObjectServer.Benchmarks.Processes;

/// <summary>Which processors clients and servers run on: the same for ours and for every rival.</summary>
internal sealed record Pinning
{
    public static readonly Pinning None = new() { Text = "Not pinned: every process may use all cores." };

    private Pinning()
    {
    }

    /// <summary>Processors of servers, as <c>taskset</c> takes them; null for all.</summary>
    public string? Server { get; private init; }

    /// <summary>Processors of clients.</summary>
    public string? Client { get; private init; }

    private string Text { get; init; } = "";

    /// <summary>Servers on the lower half of the processors, clients on the upper half.</summary>
    /// <exception cref="InvalidOperationException">There is one processor.</exception>
    public static Pinning Split()
    {
        int cores = Environment.ProcessorCount;
        if (cores < 2) throw new InvalidOperationException("--pin split needs two processors at least.");
        string server = Range(0, (cores / 2) - 1);
        string client = Range(cores / 2, cores - 1);
        return new Pinning { Server = server, Client = client, Text = $"Pinned, of the calls: every server to processors {server}, every client to {client}." };
    }

    /// <summary>A command line that runs pinned.</summary>
    public static IReadOnlyList<string> Apply(string? processors, IReadOnlyList<string> command) =>
        processors is null ? command : ["taskset", "-c", processors, .. command];

    /// <inheritdoc/>
    public override string ToString() => Text;

    private static string Range(int first, int last) =>
        first == last
        ? first.ToString(CultureInfo.InvariantCulture)
        : string.Create(CultureInfo.InvariantCulture, $"{first}-{last}");
}
