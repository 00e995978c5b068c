using System.Diagnostics;
using Google.Protobuf;
using ObjectServer.Client.Link;
using ObjectServer.Values;
using ObjectServer.Wire;

namespace ObjectServer.Client.Session;

/// <content>The links that carry the session, one after the other: when one breaks, the client comes back by another one.</content>
internal sealed partial class ClientSession
{
    // For a message that is just being written when the session ends.
    private static readonly TimeSpan LastWrite = TimeSpan.FromSeconds(1);

    private readonly Lock _linkGate = new();
    private readonly List<ILane> _lanes = [];
    private SessionLink? _link;
    private ILink? _transport;
    private Task _returning = Task.CompletedTask;
    private long _returns;
    private bool _wantsBulk;
    private bool _established;
    private bool _isReturning;

    /// <inheritdoc/>
    public override SessionLink? Link => Volatile.Read(ref _link);

    /// <summary>For how long the client tries to come back.</summary>
    public TimeSpan ReturnLimit => Options.ReconnectTimeout ?? TimeSpan.FromMilliseconds(_welcome.GraceMs);

    private async Task OpenAsync(CancellationToken cancel)
    {
        SessionLink link = Begin(1);
        ILane control = await OpenLaneAsync(_transport!, Lane.Control, cancel).ConfigureAwait(false);
        _welcome = await GreetAsync(control, Hello(), cancel).ConfigureAwait(false);
        if (_welcome.Server.Length != 16 || _welcome.CallCredits is 0 or > int.MaxValue)
        {
            throw new ProtocolException(
                $"The server at {Address} welcomes this client with an identity of {_welcome.Server.Length} bytes and {_welcome.CallCredits} call credits.");
        }

        Peer = new ServerIdentity(new Guid(_welcome.Server.Span, bigEndian: true), _welcome.Generation);
        SendLimit = (ulong)Limit.MaxBytes <= _welcome.MaxValueBytes
            ? Limit
            : new ValueLimit("ObjectServerOptions.MaxValueBytes", (long)_welcome.MaxValueBytes);
        Calls.Grant(_welcome.CallCredits);
        await AttachNearestAsync(link, Lane.Calls, cancel).ConfigureAwait(false);
        Carry(link, control, Lane.Control, received: 0);
        Establish(link);
    }

    private Hello Hello() => new()
    {
        Protocol = ProtocolVersion.Current,
        ClientName = Options.ClientName ?? Process.GetCurrentProcess().ProcessName,
        ProcessId = Environment.ProcessId,
        ClientId = ByteString.CopyFrom(Served.Home.Identity.Id.ToByteArray(bigEndian: true)),
        MaxValueBytes = (ulong)Options.MaxValueBytes,
        CallCredits = (uint)Options.MaxCallbacks,
    };

    /// <inheritdoc/>
    protected override void DemandBulk()
    {
        SessionLink? link;
        lock (_linkGate)
        {
            if (_wantsBulk) return;
            _wantsBulk = true;
            link = _link;
        }

        if (link is not null) _ = DemandBulkAsync(link);
    }

    private async Task DemandBulkAsync(SessionLink link)
    {
        try
        {
            await AttachNearestAsync(link, Lane.Bulk, link.StopToken).ConfigureAwait(false);
        }
        catch (Exception e)
        {
            Fail(link, e);
        }
    }

    private SessionLink Begin(uint number)
    {
        var link = new SessionLink(number, ReturnFrom);
        lock (_linkGate)
        {
            _transport = _links();
            _link = link;
        }

        return link;
    }

    private async Task<ILane> OpenLaneAsync(ILink by, Lane lane, CancellationToken cancel)
    {
        ILane opened = await by.OpenAsync(lane, cancel).ConfigureAwait(false);
        lock (_linkGate) _lanes.Add(opened);
        return opened;
    }

    private async Task AttachAsync(SessionLink link, Lane lane, CancellationToken cancel)
    {
        (ILane opened, ulong received) = await OpenProvenAsync(link, lane, _transport!, cancel).ConfigureAwait(false);
        Carry(link, opened, lane, received);
    }

    /// <summary>Opens a lane on which both sides have proven the session's secret; how much of it the server has received.</summary>
    private async Task<(ILane Lane, ulong Received)> OpenProvenAsync(SessionLink link, Lane lane, ILink by, CancellationToken cancel)
    {
        ILane opened = await OpenLaneAsync(by, lane, cancel).ConfigureAwait(false);
        try
        {
            return (opened, await ProveAsync(opened, lane, link.Number, LaneOf(lane).Received.Position, cancel).ConfigureAwait(false));
        }
        catch
        {
            lock (_linkGate) _lanes.Remove(opened);
            await opened.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    private async Task AttachNearestAsync(SessionLink link, Lane lane, CancellationToken cancel)
    {
        if (LocalSocket is { } socket && await TryAttachAsync(link, lane, socket, cancel).ConfigureAwait(false)) return;
        await AttachAsync(link, lane, cancel).ConfigureAwait(false);
    }

    private void Carry(SessionLink link, ILane lane, Lane kind, ulong received)
    {
        if (!link.TryTake(kind)) return;
        if (kind == Lane.Control && _welcome.HeartbeatMs > 0)
            link.Watch(new Heartbeat(link, TimeSpan.FromMilliseconds(_welcome.HeartbeatMs), Time));
        _ = CarryAsync(link, lane, kind, received);
    }

    private async Task CarryAsync(SessionLink link, ILane lane, Lane kind, ulong received)
    {
        try
        {
            await link.CarryAsync(lane, LaneOf(kind), received, () => ReadAsync(link, lane, kind)).ConfigureAwait(false);
            link.Break(new IOException("The server closed the link."));
        }
        catch (Exception e)
        {
            Fail(link, e);
        }
    }

    // What the server must never say ends the session; everything else that can go wrong, only its link.
    private void Fail(SessionLink link, Exception cause)
    {
        if (Unreadable.Is(cause)) End(new ProtocolException($"The server at {Address} sent a frame that cannot be read.", cause));
        else if (cause is IOException or OperationCanceledException or ObjectDisposedException) link.Break(cause);
        else End(cause);
    }
}
