using ObjectServer.Health;

namespace ObjectServer.IntegrationTests.Health;

/// <summary>A probe that does not answer before it is told to.</summary>
internal sealed class HeldProbe : IHealthProbe
{
    private readonly TaskCompletionSource _released = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _calls;

    public int Calls => Volatile.Read(ref _calls);

    public void Release() => _released.TrySetResult();

    public Task AnswerAsync()
    {
        Interlocked.Increment(ref _calls);
        return _released.Task;
    }
}
