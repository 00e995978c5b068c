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

    private async Task OpenAsync(CancellationToken cancel)
    {
        SessionLink link = Begin(1);
        ILane control = await OpenLaneAsync(Lane.Control, cancel).ConfigureAwait(false);
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
        await AttachAsync(link, Lane.Calls, cancel).ConfigureAwait(false);
        Carry(link, control, Lane.Control, received: 0);
        Establish(link);
    }

    private Hello Hello() => new()
    {
        Protocol = Protocol,
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

        if (link is not null) _ = AttachBulkAsync(link);
    }

    private async Task AttachBulkAsync(SessionLink link)
    {
        try
        {
            await AttachAsync(link, Lane.Bulk, link.StopToken).ConfigureAwait(false);
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

    private async Task<ILane> OpenLaneAsync(Lane lane, CancellationToken cancel)
    {
        ILane opened = await _transport!.OpenAsync(lane, cancel).ConfigureAwait(false);
        lock (_linkGate) _lanes.Add(opened);
        return opened;
    }

    private async Task AttachAsync(SessionLink link, Lane lane, CancellationToken cancel)
    {
        ILane opened = await OpenLaneAsync(lane, cancel).ConfigureAwait(false);
        ulong received = await ProveAsync(opened, lane, link.Number, LaneOf(lane).Received.Position, cancel).ConfigureAwait(false);
        Carry(link, opened, lane, received);
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

    private SessionLane LaneOf(Lane kind) => kind switch
    {
        Lane.Control => ControlLane,
        Lane.Calls => CallsLane,
        _ => BulkLane,
    };

    // What the server must never say ends the session; everything else that can go wrong, only its link.
    private void Fail(SessionLink link, Exception cause)
    {
        if (Unreadable.Is(cause)) End(new ProtocolException($"The server at {Address} sent a frame that cannot be read.", cause));
        else if (cause is IOException or OperationCanceledException or ObjectDisposedException) link.Break(cause);
        else End(cause);
    }

    // A link that breaks while the session is being opened is the opener's concern, and one that breaks during a return, the return's.
    private void ReturnFrom(SessionLink link, Exception cause)
    {
        lock (_linkGate)
        {
            if (!_established || _isReturning || link != _link) return;
            _isReturning = true;
            _returning = ReturnAsync(link, cause);
        }
    }

    // From here on nobody returns. The link that the server can be told by; null when there is none.
    private SessionLink? Leave()
    {
        lock (_linkGate)
        {
            bool isIdle = _established && !_isReturning;
            _isReturning = true;
            return isIdle && !HasEnded && _link is { Cause: null } ? _link : null;
        }
    }

    private void Establish(SessionLink link)
    {
        lock (_linkGate) _established = true;
        if (link.Cause is { } cause) ReturnFrom(link, cause);
    }

    private async Task ReturnAsync(SessionLink link, Exception cause)
    {
        await Task.Yield();
        TimeSpan most = Options.ReconnectTimeout ?? TimeSpan.FromMilliseconds(_welcome.GraceMs);
        long start = Time.GetTimestamp();
        var backOff = new BackOff();
        ILink last = _transport!;
        await StopAsync(link).ConfigureAwait(false);
        while (!HasEnded)
        {
            if (last.HasServerEnded || Time.GetElapsedTime(start) >= most)
            {
                string what = last.HasServerEnded ? "has ended" : $"could not be reached again within {most}";
                End(new ServerUnavailableException($"The server at {Address} {what}: {cause.Message}", cause));
                return;
            }

            try
            {
                await Task.Delay(backOff.Next(), Time, Ended).ConfigureAwait(false);
                link = Begin(link.Number + 1);
                await ResumeInTimeAsync(link).ConfigureAwait(false);
            }
            catch (Exception e)
            {
                link.Break(e);
                if (IsLost(e)) End(e);
            }

            if (TryStay(link, out Exception? failure)) return;
            cause = failure!;
            await StopAsync(link).ConfigureAwait(false);
        }
    }

    private bool TryStay(SessionLink link, out Exception? failure)
    {
        lock (_linkGate)
        {
            failure = link.Cause;
            if (failure is not null) return false;
            _isReturning = false;
        }

        Interlocked.Increment(ref _returns);
        return true;
    }

    private async Task ResumeInTimeAsync(SessionLink link)
    {
        using var limit = new CancellationTokenSource(Options.ConnectTimeout, Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, Ended);
        await ResumeAsync(link, either.Token).WaitAsync(either.Token).ConfigureAwait(false);
    }

    private async Task ResumeAsync(SessionLink link, CancellationToken cancel)
    {
        ILane control = await OpenLaneAsync(Lane.Control, cancel).ConfigureAwait(false);
        Welcome welcome = await GreetAgainAsync(control, cancel).ConfigureAwait(false);
        if (welcome.Link != link.Number) link.Renumber(welcome.Link);
        await AttachAsync(link, Lane.Calls, cancel).ConfigureAwait(false);
        bool bulk;
        lock (_linkGate) bulk = _wantsBulk;
        if (bulk) await AttachAsync(link, Lane.Bulk, cancel).ConfigureAwait(false);
        Carry(link, control, Lane.Control, welcome.Received);
    }

    // What another attempt cannot change.
    private static bool IsLost(Exception failure) => failure is SessionLostException or AuthenticationFailedException or AccessDeniedException or ProtocolException;

    // Lanes that threads wait in end by being disposed of.
    private async Task StopAsync(SessionLink link)
    {
        ILane[] lanes;
        lock (_linkGate)
        {
            lanes = [.. _lanes];
            _lanes.Clear();
        }

        link.Break(new IOException("The link was stopped."));
        foreach (ILane lane in lanes) await lane.DisposeAsync().ConfigureAwait(false);
        await link.StopAsync(LastWrite, Time).ConfigureAwait(false);
        await _transport!.DisposeAsync().ConfigureAwait(false);
        Calls.Pending.ReadForAll();
    }

    private async Task StopLinksAsync()
    {
        Task returning;
        SessionLink? link;
        lock (_linkGate)
        {
            returning = _returning;
            link = _link;
        }

        await returning.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (link is not null) await StopAsync(link).ConfigureAwait(false);
    }
}
