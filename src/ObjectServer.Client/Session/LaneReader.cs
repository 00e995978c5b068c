using ObjectServer.Reading;
using ObjectServer.Wire;

namespace ObjectServer.Client.Session;

/// <summary>Reads a lane that no thread waits in.</summary>
internal sealed class LaneReader : ResultReader
{
    private readonly ClientSession _session;
    private readonly ILane _lane;
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public LaneReader(ClientSession session, ILane lane)
        : base(session)
    {
        _session = session;
        _lane = lane;
    }

    /// <summary>Reads to the end of the lane.</summary>
    public Task RunAsync()
    {
        GoOnElsewhere();
        return _ended.Task;
    }

    /// <inheritdoc/>
    protected override void GoOnElsewhere() => ThreadPool.UnsafeQueueUserWorkItem(static reader => reader.GoOn(), this, preferLocal: false);

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
                if (await _lane.ReadAsync(_session.Ended).ConfigureAwait(false) is not { } message)
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
