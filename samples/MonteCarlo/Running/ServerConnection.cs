using MonteCarlo.Model;
using ObjectServer.Client;

namespace MonteCarlo.Running;

/// <summary>A client, and the server of its own that it talks to if the run was not pointed at another.</summary>
internal sealed class ServerConnection : IAsyncDisposable
{
    private readonly LocalServer? _own;

    private ServerConnection(LocalServer? own, ObjectClient client, string address, string? authKey)
    {
        _own = own;
        Client = client;
        Address = address;
        AuthKey = authKey;
    }

    /// <summary>The client.</summary>
    public ObjectClient Client { get; }

    /// <summary>Address under which other processes reach the same server.</summary>
    public string Address { get; }

    /// <summary>The key they need; null when the server asks for none.</summary>
    public string? AuthKey { get; }

    /// <summary>What to call the server in a caption.</summary>
    public string Name => _own is null ? $"server {Address}" : "a server of its own";

    /// <summary>Connects to the server of the settings, or starts one that has loaded this assembly and ends with this process.</summary>
    public static async Task<ServerConnection> OpenAsync(RunSettings settings, CancellationToken cancel)
    {
        if (settings.Server is string address)
        {
            var options = new ObjectClientOptions { AuthKey = settings.AuthKey };
            return new ServerConnection(own: null, await ObjectClient.ConnectAsync(address, options, cancel), address, settings.AuthKey);
        }

        LocalServer own = await LocalServer.StartAsync(
            new LocalServerOptions { Assemblies = [typeof(IsingReplica).Assembly.Location], AuthKey = settings.AuthKey }, cancel);
        try
        {
            return new ServerConnection(own, await own.ConnectAsync(cancel: cancel), own.Address, own.AuthKey);
        }
        catch
        {
            await own.DisposeAsync();
            throw;
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await Client.DisposeAsync();
        if (_own is not null)
            await _own.DisposeAsync();
    }
}
