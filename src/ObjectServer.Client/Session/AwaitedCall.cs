using System.Diagnostics;
using ObjectServer.Reading;
using ObjectServer.Values;
using ObjectServer.Wire;

namespace ObjectServer.Client.Session;

/// <summary>
/// A call behind a task. The result is decoded, and what awaits the task continues, on a pool thread, or between two frames on the reader
/// while that has been quick of late.
/// </summary>
/// <typeparam name="T">What the call results in; anything for a call without result.</typeparam>
/// <param name="codec">Reads the result; null for a call without one.</param>
internal sealed class AwaitedCall<T>(ValueCodec<T>? codec) : PendingCall, IThreadPoolWorkItem
{
    // Continuations run on the thread that Execute runs on already; no second hop is wanted.
    private readonly TaskCompletionSource<T> _completion = new();
    private ReceivedPayload _payload;
    private Exception? _error;

    /// <summary>Ends with the call.</summary>
    public Task<T> Task => _completion.Task;

    /// <inheritdoc/>
    public void Execute()
    {
        // A reader would not have sent the calls that the awaiting code makes: it sends them together with others.
        long start = Stopwatch.GetTimestamp() - SendTime.OfThread;
        Settle();
        Session.Calls.Ran(Stopwatch.GetTimestamp() - SendTime.OfThread - start);
    }

    private void Settle()
    {
        if (_error is null)
        {
            try
            {
                T result = Decode(_payload);
                _completion.TrySetResult(result);
                return;
            }
            catch (Exception e)
            {
                _error = e;
            }
        }

        if (_error is OperationCanceledException cancelled && cancelled.CancellationToken.IsCancellationRequested)
        {
            _completion.TrySetCanceled(cancelled.CancellationToken);
        }
        else
        {
            _completion.TrySetException(_error);
        }
    }

    /// <inheritdoc/>
    protected override void Complete(ReceivedPayload payload)
    {
        _payload = payload;
        Session.Calls.Run(this);
    }

    /// <inheritdoc/>
    protected override void Complete(Exception error)
    {
        _error = error;
        Session.Calls.Run(this);
    }

    /// <inheritdoc/>
    protected override void Discard(ReceivedPayload payload)
    {
        if (codec is null)
        {
            payload.Dispose();
            return;
        }

        ThreadPool.UnsafeQueueUserWorkItem(
            static state =>
            {
                try
                {
                    _ = state.Call.Decode(state.Payload);
                }
                catch (Exception)
                {
                    // Nobody waits for this result: that it cannot be read is nobody's concern either.
                }
            },
            (Call: this, Payload: payload),
            preferLocal: false);
    }

    private T Decode(ReceivedPayload payload)
    {
        using (payload)
        {
            return codec is null ? default! : Session.Read(codec, payload);
        }
    }
}
