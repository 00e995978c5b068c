using ObjectServer.Client.Link;
using ObjectServer.Wire;

namespace ObjectServer.Client.Session;

/// <content>
/// Calls and large values of a client that has come over gRPC and is on its server's machine go by a Unix socket of the server, without HTTP. Whether both
/// see the same machine is not for addresses to say: who answers there has to prove that it knows the session's secret, before anything is sent to it.
/// </content>
internal sealed partial class ClientSession
{
    // On one machine, an answer that takes longer is none, also on a busy one: a lane that the server has given away here cannot be attached elsewhere.
    private static readonly TimeSpan LocalPatience = TimeSpan.FromSeconds(5);

    // Not known before the first lane that may go there.
    private bool? _isLocal;

    private string? LocalSocket =>
        Options.UseLocalSocket && _isLocal != false && _welcome.LocalSocket is { Length: > 0 } socket
        && LinkAddress.TryParse(Address, out LinkAddress address) && address.Uri is { Scheme: "http", IsLoopback: true }
            ? socket
            : null;

    private async Task<bool> TryAttachAsync(SessionLink link, Lane lane, string socket, CancellationToken cancel)
    {
        using var limit = new CancellationTokenSource(LocalPatience, Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancel, limit.Token);
        try
        {
            (ILane opened, ulong received) = await OpenProvenAsync(link, lane, new SocketLink(socket), either.Token).ConfigureAwait(false);
            _isLocal = true;
            Carry(link, opened, lane, received);
            return true;
        }
        catch (Exception) when (!cancel.IsCancellationRequested)
        {
            // Nobody is there, or somebody else: it is not asked again, also not by later links. A link that has broken meanwhile says nothing of the socket.
            if (link.Cause is null) _isLocal = false;
            return false;
        }
    }
}
