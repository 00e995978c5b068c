using ObjectServer.Reading;
using ObjectServer.Wire;

namespace ObjectServer.Client.Session;

/// <summary>Reads a lane that no thread waits in.</summary>
internal sealed class LaneReader : ResultReader
{
    private readonly ClientSession _session;
    private readonly ILane _lane;
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private readonly CancellationToken _stop;

    public LaneReader(ClientSession session, SessionLane of, ILane lane, CancellationToken stop)
        : base(session, of, readsOthers: lane is PolledSocketLane)
    {
        _session = session;
        _lane = lane;
        _stop = stop;
    }

    /// <summary>Reads to the end of the lane.</summary>
    public Task RunAsync()
    {
        ThreadPool.UnsafeQueueUserWorkItem(static reader => reader.GoOn(), this, preferLocal: false);
        return _ended.Task;
    }

    /// <inheritdoc/>
    protected override void GoOnElsewhere() => _lane.ReadElsewhere(GoOn);

    private void GoOn()
    {
        _session.FlushCalls();
        _ = ReadAsync(Lead);
    }

    private async Task ReadAsync(ReaderLead lead)
    {
        try
        {
            while (TryTakeIn(lead))
            {
                if (await _lane.ReadAsync(_stop).ConfigureAwait(false) is not { } message)
                {
                    _ended.TrySetResult();
                    return;
                }

                Begin(message);
            }
        }
        catch (Exception e)
        {
            _ended.TrySetException(e);
        }
    }
}
