using ObjectServer.Client.Link;
using ObjectServer.Wire;

namespace ObjectServer.Client.Session;

/// <content>
/// Large values of a client that has come over gRPC and is on its server's machine go by a Unix socket of the server, without HTTP. Whether both see the
/// same machine is not for addresses to say: who answers there has to prove that it knows the session's secret, before anything is sent to it.
/// </content>
internal sealed partial class ClientSession
{
    // On one machine, an answer that takes longer is none.
    private static readonly TimeSpan LocalPatience = TimeSpan.FromSeconds(2);

    private bool _isNotLocal;

    /// <summary>Whether large values go by a Unix socket, though the other lanes do not; false before there was one.</summary>
    public bool IsBulkLocal { get; private set; }

    private string? LocalSocket =>
        Options.UseLocalSocket && !_isNotLocal && _welcome.LocalSocket is { Length: > 0 } socket
        && LinkAddress.TryParse(Address, out LinkAddress address) && address.Uri is { Scheme: "http", IsLoopback: true }
            ? socket
            : null;

    private async Task<bool> TryAttachBulkAsync(SessionLink link, string socket, CancellationToken cancel)
    {
        using var limit = new CancellationTokenSource(LocalPatience, Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancel, limit.Token);
        ILane? opened = null;
        try
        {
            opened = await new SocketLink(socket).OpenAsync(Lane.Bulk, either.Token).ConfigureAwait(false);
            lock (_linkGate) _lanes.Add(opened);
            ulong received = await ProveAsync(opened, Lane.Bulk, link.Number, BulkLane.Received.Position, either.Token).ConfigureAwait(false);
            IsBulkLocal = true;
            Carry(link, opened, Lane.Bulk, received);
            return true;
        }
        catch (Exception) when (!cancel.IsCancellationRequested)
        {
            // Nobody is there, or somebody else. It is not asked again, also not by later links.
            _isNotLocal = true;
            IsBulkLocal = false;
            if (opened is null) return false;
            lock (_linkGate) _lanes.Remove(opened);
            await opened.DisposeAsync().ConfigureAwait(false);
            return false;
        }
    }
}
