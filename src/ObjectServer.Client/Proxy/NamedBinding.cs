using System.Runtime.ExceptionServices;
using ObjectServer.Client.Session;
using ObjectServer.Contract;

namespace ObjectServer.Client.Proxy;

/// <summary>
/// The name by which a proxy was obtained, for a client that finds its named objects again when their server was started anew. Calls may overlap.
/// </summary>
/// <param name="sessions">The client's sessions.</param>
/// <param name="name">The object's name.</param>
/// <param name="contract">The contract that the proxy is used by.</param>
internal sealed class NamedBinding(ClientSessions sessions, string name, ContractModel contract)
{
    private readonly Lock _gate = new();

    // What has kept it from finding the object; null when nothing has.
    private Task<Exception?>? _renewing;

    /// <summary>Whether a call that failed so was never sent, because its session had been lost: it can be made in another one.</summary>
    public static bool CanRetry(RemoteHandle handle, Exception failure) =>
        failure is ServerUnavailableException
        && failure.GetCallOutcome() == CallOutcome.NotSent
        && handle.Session is ClientSession { HasEnded: true } or ClientSession { IsDraining: true };

    /// <summary>Gives a proxy the object of its name in the session that there is now; tries as long as the client tries to reach its server.</summary>
    /// <param name="proxy">The proxy.</param>
    /// <param name="lost">What it had; when it has something else by now, nothing is done.</param>
    /// <param name="cancel">Gives up.</param>
    /// <exception cref="ServerUnavailableException">The server cannot be reached.</exception>
    /// <exception cref="ObjectNotFoundException">The server that there is now has no object of that name.</exception>
    public async Task RenewAsync(SharedProxy proxy, RemoteHandle lost, CancellationToken cancel)
    {
        Task<Exception?> renewing;
        lock (_gate)
        {
            if (proxy.Handle != lost || lost.IsReleased) return;
            if (_renewing is not { IsCompleted: false }) _renewing = Task.Run(() => BindAsync(proxy), CancellationToken.None);
            renewing = _renewing;
        }

        if (await renewing.WaitAsync(cancel).ConfigureAwait(false) is { } failure) ExceptionDispatchInfo.Throw(failure);
    }

    private async Task<Exception?> BindAsync(SharedProxy proxy)
    {
        try
        {
            proxy.Bind(await FindAsync().ConfigureAwait(false));
            return null;
        }
        catch (Exception e)
        {
            return e;
        }
    }

    private async Task<RemoteHandle> FindAsync()
    {
        TimeSpan most = sessions.Current.ReturnLimit;
        TimeProvider time = sessions.Current.Time;
        long start = time.GetTimestamp();
        var backOff = new BackOff();
        while (true)
        {
            try
            {
                return await sessions.RunAsync(requests => requests.HoldAsync(name, contract, CancellationToken.None), CancellationToken.None).ConfigureAwait(false);
            }
            catch (ServerUnavailableException) when (time.GetElapsedTime(start) < most && !sessions.IsDisposed)
            {
                await Task.Delay(backOff.Next(), time).ConfigureAwait(false);
            }
        }
    }
}
