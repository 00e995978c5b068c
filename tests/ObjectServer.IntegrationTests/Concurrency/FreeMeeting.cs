namespace ObjectServer.IntegrationTests.Concurrency;

[SharedObject("free", Concurrency = ObjectConcurrency.Concurrent)]
public sealed class FreeMeeting : IFreeMeeting
{
    private readonly TaskCompletionSource _allThere = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _met;

    public Task MeetAsync(int parties)
    {
        if (Interlocked.Increment(ref _met) == parties) _allThere.SetResult();
        return _allThere.Task;
    }
}
