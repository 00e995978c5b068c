using System.Threading.Channels;

namespace ObjectServer.IntegrationTests.Creation;

/// <summary>A service of one server, at which its constructors wait.</summary>
public sealed class VesselGate
{
    private readonly Channel<bool> _arrivals = Channel.CreateUnbounded<bool>();
    private readonly TaskCompletionSource _open = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public void Pass(TimeSpan guard)
    {
        _arrivals.Writer.TryWrite(true);
        if (!_open.Task.Wait(guard)) throw new TimeoutException("The gate has not been opened.");
    }

    /// <summary>Completes when one more has arrived.</summary>
    public Task ArrivedAsync(TimeSpan guard) => _arrivals.Reader.ReadAsync().AsTask().WaitAsync(guard);

    public void Open() => _open.TrySetResult();
}
