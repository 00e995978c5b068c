namespace ObjectServer.IntegrationTests.Operating;

internal sealed class Workshop : IWorkshop
{
    private readonly TaskCompletionSource _letGo = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _count;
    private int _inside;

    public event Action<string, int>? Finished;

    /// <summary>How many are inside what hangs.</summary>
    public int Inside => Volatile.Read(ref _inside);

    public void LetGo() => _letGo.TrySetResult();

    public async Task HangAsync()
    {
        Interlocked.Increment(ref _inside);
        await _letGo.Task;
    }

    public void Block(bool stays)
    {
        if (!stays) return;
        Interlocked.Increment(ref _inside);
        _letGo.Task.Wait();
    }

    public int Count(int step) => _count += step;

    public IWorkshop Open() => new Workshop();

    public void Finish(string what, int pieces)
    {
        if (pieces < 0) throw new InvalidOperationException("Nothing can be finished.");
        Finished?.Invoke(what, pieces);
    }
}
