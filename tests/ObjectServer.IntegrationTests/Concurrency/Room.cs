using System.Threading.Channels;

namespace ObjectServer.IntegrationTests.Concurrency;

public sealed class Room : IRoom
{
    private readonly TaskCompletionSource _opened = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Channel<bool> _entered = Channel.CreateUnbounded<bool>();

    public int Visits { get; private set; }

    /// <summary>Completes once for each call that stays.</summary>
    public Task EnteredAsync(TimeSpan guard) => _entered.Reader.ReadAsync().AsTask().WaitAsync(guard);

    public void Open() => _opened.TrySetResult();

    public Task StayAsync()
    {
        _entered.Writer.TryWrite(true);
        return _opened.Task;
    }

    public Task LookAroundAsync() => StayAsync();

    public Task<int> VisitAsync(CancellationToken cancel = default) => Task.FromResult(++Visits);

    public Task<int> VisitInTimeAsync() => VisitAsync();

    public int VisitInTime() => ++Visits;

    public Task StayInTimeAsync() => StayAsync();

    public Task<int> VisitWithAsync(IRoom other) => VisitAsync();
}
