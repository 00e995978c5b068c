using ObjectServer.Client;
using ObjectServer.Client.Session;
using ObjectServer.Contract;
using ObjectServer.Link;
using ObjectServer.Objects;
using ObjectServer.Session;

namespace ObjectServer.Health;

/// <summary>
/// The session by which a server calls its own hidden object: the same way that every client's calls go, but for the socket. It is begun by the
/// first call, and ends with the server's other sessions. One call at a time.
/// </summary>
internal sealed class HealthSession(LaneAcceptor acceptor, ObjectHost host, IHealthProbe probe, ServerIdentity identity, IHostApplicationLifetime lifetime)
{
    private const string Address = "in-process:";

    private static readonly ObjectClientOptions Options = new() { ClientName = "health", MapSharedMemory = false };

    private readonly Lazy<SharedObject> _hidden = new(() => host.Objects.AddHidden(probe));
    private ObjectClient? _client;
    private IHealthProbe? _proxy;

    /// <summary>Calls the hidden object.</summary>
    /// <returns>Why there was no answer; null when there was one.</returns>
    public async Task<Exception?> CallAsync()
    {
        try
        {
            _proxy ??= await ConnectAsync();
            await _proxy.AnswerAsync();
            return null;
        }
        catch (Exception e)
        {
            _proxy = null;
            return e;
        }
    }

    private async Task<IHealthProbe> ConnectAsync()
    {
        if (_client is { } last)
        {
            _client = null;
            await last.DisposeAsync();
        }

        _client = await ObjectClient.ConnectByAsync(() => new InProcessLink(acceptor, lifetime.ApplicationStopped), Address, Options, lifetime.ApplicationStopped);
        ulong contract = ContractModel.Of(typeof(IHealthProbe)).Fingerprint;
        return _client.Attach<IHealthProbe>(new ObjectReference(identity.Id, identity.Generation, _hidden.Value.Id, contract));
    }
}
