using ObjectServer.Wire;

namespace ObjectServer.Client.Session;

/// <summary>
/// One link that carries a session, from its first lane to its break. When one lane of it ends, all do. Calls may overlap.
/// </summary>
internal sealed class SessionLink : IDisposable
{
    private readonly Lock _gate = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly TaskCompletionSource _stopped = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _broken = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Action<SessionLink, Exception> _onBroken;
    private readonly HashSet<Lane> _taken = [];
    private readonly List<ILane> _lanes = [];
    private readonly List<Task> _readers = [];
    private SessionLane[] _carried = [];
    private Heartbeat? _heartbeat;
    private Exception? _cause;
    private bool _stopping;

    /// <param name="number">From 1, one more for each link of the session.</param>
    /// <param name="onBroken">Called once, on a pool thread, when the link has broken: it is to be stopped then.</param>
    public SessionLink(uint number, Action<SessionLink, Exception> onBroken)
    {
        Number = number;
        _onBroken = onBroken;
        StopToken = _stop.Token;
    }

    /// <summary>Names the link within its session.</summary>
    public uint Number { get; private set; }

    /// <summary>Cancelled when nothing more is to be read.</summary>
    public CancellationToken StopToken { get; }

    /// <summary>What has broken the link; null while it holds.</summary>
    public Exception? Cause => Volatile.Read(ref _cause);

    /// <summary>Completes when the link has broken.</summary>
    public Task Broken => _broken.Task;

    /// <summary>Completes when nothing is read or written by this link any more.</summary>
    public Task Stopped => _stopped.Task;

    /// <summary>Watches over the link from now on; the heartbeat is the link's to dispose of.</summary>
    public void Watch(Heartbeat heartbeat)
    {
        lock (_gate)
        {
            if (_cause is null) _heartbeat = heartbeat;
            else heartbeat.Dispose();
        }
    }

    /// <summary>The lanes that the link carries.</summary>
    public IReadOnlyList<SessionLane> Carried => Volatile.Read(ref _carried);

    /// <summary>The other side, which counts the links that came to it, calls it otherwise. Before its first lane is carried.</summary>
    public void Renumber(uint number) => Number = number;

    /// <summary>Takes the place of a lane. False when the link has one already, or has broken.</summary>
    public bool TryTake(Lane kind)
    {
        lock (_gate) return _cause is null && _taken.Add(kind);
    }

    /// <summary>Whether the place of a lane is taken.</summary>
    public bool Has(Lane kind)
    {
        lock (_gate) return _taken.Contains(kind);
    }

    /// <summary>
    /// Carries a lane from behind its handshake to its end: the session writes to it, and <paramref name="read"/>, which is called on this
    /// thread, reads. Completes at once when the link has broken before.
    /// </summary>
    /// <param name="lane">The lane.</param>
    /// <param name="of">What it is of the session.</param>
    /// <param name="received">How much of it the other side has received.</param>
    /// <param name="read">Reads to the end of the lane; its task must end when the lane is disposed of, or <see cref="StopToken"/> is cancelled.</param>
    /// <exception cref="ProtocolException">The other side cannot have received so much.</exception>
    public async Task CarryAsync(ILane lane, SessionLane of, ulong received, Func<Task> read)
    {
        var ended = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lane.EndHandshake();
        lock (_gate)
        {
            if (_cause is not null) return;
            of.Writer.Attach(lane, received);
            of.BeginLink(lane);
            _lanes.Add(lane);
            _carried = [.. _carried, of];
            _readers.Add(ended.Task);
        }

        try
        {
            of.Writer.Flush();
            await read().ConfigureAwait(false);
        }
        finally
        {
            ended.SetResult();
        }
    }

    /// <summary>Breaks the link, once.</summary>
    public void Break(Exception cause)
    {
        lock (_gate)
        {
            if (_cause is not null) return;
            _cause = cause;
        }

        _broken.TrySetResult();
        ThreadPool.QueueUserWorkItem(static state => state.Item1._onBroken(state.Item1, state.cause), (this, cause), preferLocal: false);
    }

    /// <summary>Stops reading and writing. Completes when both have stopped.</summary>
    /// <param name="patience">How long a message that is just being written may take; then the link's lanes are disposed of.</param>
    /// <param name="time">The clock of that wait.</param>
    public Task StopAsync(TimeSpan patience, TimeProvider time)
    {
        lock (_gate)
        {
            _cause ??= new IOException("The link was stopped.");
            if (_stopping) return Stopped;
            _stopping = true;
        }

        // Nothing is added to a link that has a cause.
        return StopAllAsync(patience, time);
    }

    /// <summary>Called by the link itself when it has stopped.</summary>
    public void Dispose() => _stop.Dispose();

    private async Task StopAllAsync(TimeSpan patience, TimeProvider time)
    {
        _heartbeat?.Dispose();
        Task idle = Task.WhenAll(_carried.Select(of => of.Writer.DetachAsync()));
        await _stop.CancelAsync().ConfigureAwait(false);
        try
        {
            await idle.WaitAsync(patience, time).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            // Who does not take what is sent is cut off.
            foreach (ILane lane in _lanes) await lane.DisposeAsync().ConfigureAwait(false);
            await idle.ConfigureAwait(false);
        }

        await Task.WhenAll(_readers).ConfigureAwait(false);
        Dispose();
        _stopped.TrySetResult();
    }
}
