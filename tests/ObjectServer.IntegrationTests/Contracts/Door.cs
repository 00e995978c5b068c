namespace ObjectServer.IntegrationTests.Contracts;

[SharedObject("door", Concurrency = ObjectConcurrency.Concurrent)]
public sealed class Door : IDoor, IDisposable
{
    private readonly ManualResetEventSlim _open = new(true);
    private int _passed;

    public int Passed => Volatile.Read(ref _passed);

    public void Shut() => _open.Reset();

    public void Open() => _open.Set();

    public int Pass()
    {
        _open.Wait();
        return Interlocked.Increment(ref _passed);
    }

    public Task<int> PassAsync() => Task.FromResult(Pass());

    public void Dispose() => _open.Dispose();
}
