using System.Collections.Concurrent;

namespace ObjectServer.IntegrationTests.Concurrency;

public class Meeting : IMeeting
{
    private readonly List<int> _passed = [];
    private readonly TaskCompletionSource _allThere = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _inside;
    private int _met;

    /// <summary>What computing members spin on, by name.</summary>
    public static ConcurrentDictionary<string, ManualResetEventSlim> Releases { get; } = new();

    /// <summary>Counted down as computing members begin.</summary>
    public static ConcurrentDictionary<string, CountdownEvent> Begun { get; } = new();

    public int MostInside { get; private set; }

    public async Task<int> PassAsync(int number)
    {
        MostInside = Math.Max(MostInside, Interlocked.Increment(ref _inside));
        _passed.Add(number);
        await Task.Yield();
        await Task.Yield();
        Interlocked.Decrement(ref _inside);
        return number;
    }

    public Task MeetAsync(int parties)
    {
        if (Interlocked.Increment(ref _met) == parties) _allThere.SetResult();
        return _allThere.Task;
    }

    public int Look() => _passed.Count;

    public IReadOnlyList<int> Passed() => _passed;

    public string ThreadName() => Thread.CurrentThread.Name ?? "";

    public async Task<string> ThreadNameAfterAwaitAsync()
    {
        await Task.Run(() => { });
        return Thread.CurrentThread.Name ?? "";
    }

    public Task ComputeUntilReleasedAsync(string name)
    {
        Begun[name].Signal();
        ManualResetEventSlim release = Releases[name];
        while (!release.IsSet) Thread.SpinWait(1000);
        return Task.CompletedTask;
    }

    public void Note(int number) => _passed.Add(number);

    public Task NoteAndFailAsync(int number)
    {
        _passed.Add(number);
        throw new InvalidOperationException("nobody learns of this");
    }

    public Task HangAsync(CancellationToken cancel) => Task.Delay(Timeout.InfiniteTimeSpan, cancel);
}
