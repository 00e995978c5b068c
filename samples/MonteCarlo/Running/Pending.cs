namespace MonteCarlo.Running;

/// <summary>Stands in for the client library's local server until it is there; then this file goes.</summary>
internal sealed class LocalServer : IAsyncDisposable
{
    public string Address { get; } = "";

    public string? AuthKey { get; } = "";

    public static Task<LocalServer> StartAsync(LocalServerOptions options, CancellationToken cancel) => throw new InvalidOperationException(
        $"A server of one's own, with {options.Assemblies.Count} assembly, cannot be started yet; give --server, or run with --direct.");

    public Task<ObjectServer.Client.ObjectClient> ConnectAsync(CancellationToken cancel) =>
        ObjectServer.Client.ObjectClient.ConnectAsync(Address, options: null, cancel);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}

internal sealed record LocalServerOptions
{
    public IReadOnlyList<string> Assemblies { get; init; } = [];
}
