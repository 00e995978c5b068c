namespace ObjectServer.Tests.Locks;

/// <summary>Where awaiting code goes on only when a test says so.</summary>
internal sealed class HeldUpContext : SynchronizationContext
{
    private readonly Queue<(SendOrPostCallback Callback, object? State)> _posted = new();

    /// <summary>Runs something whose continuations come here.</summary>
    public T Run<T>(Func<T> code)
    {
        SynchronizationContext? outer = Current;
        SetSynchronizationContext(this);
        try
        {
            return code();
        }
        finally
        {
            SetSynchronizationContext(outer);
        }
    }

    /// <summary>Lets what has come here go on.</summary>
    public void GoOn()
    {
        while (_posted.TryDequeue(out (SendOrPostCallback Callback, object? State) next)) next.Callback(next.State);
    }

    /// <inheritdoc/>
    public override void Post(SendOrPostCallback d, object? state) => _posted.Enqueue((d, state));
}
