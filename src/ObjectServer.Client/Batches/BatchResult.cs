using System.Runtime.ExceptionServices;

namespace ObjectServer.Client;

/// <summary>The outcome of one call of a batch, known when <see cref="ObjectBatch.RunAsync"/> has ended. Reading it may overlap.</summary>
public class BatchResult
{
    private readonly string _call;
    private volatile BatchCallState _state;

    internal BatchResult(string call) => _call = call;

    /// <summary>What has become of the call.</summary>
    public BatchCallState State => _state;

    /// <summary>
    /// What the call failed with; of a call that was not run, what ended the batch before it. Null for a call that has succeeded, and
    /// before the batch has run.
    /// </summary>
    public Exception? Error { get; private set; }

    /// <summary>Returns if the call has succeeded.</summary>
    /// <exception cref="InvalidOperationException">It has not run: the batch has not, or ended before it.</exception>
    /// <exception cref="Exception">What the call failed with, itself.</exception>
    public void ThrowIfFailed()
    {
        switch (_state)
        {
            case BatchCallState.Succeeded:
                return;
            case BatchCallState.Failed:
                ExceptionDispatchInfo.Throw(Error!);
                return;
            case BatchCallState.NotRun:
                throw new InvalidOperationException($"{_call} did not run, because its batch ended before it: {Error!.Message}", Error);
            default:
                throw new InvalidOperationException(
                    $"{_call} has not run: its outcome is there when RunAsync has ended. The result of a call cannot be an argument of another call of the "
                    + "same batch; run them in two batches, or give the object a member that does both.");
        }
    }

    internal void Succeed() => _state = BatchCallState.Succeeded;

    internal void Fail(Exception error)
    {
        Error = error;
        _state = BatchCallState.Failed;
    }

    internal void SkipFor(Exception reason)
    {
        Error = reason;
        _state = BatchCallState.NotRun;
    }
}
