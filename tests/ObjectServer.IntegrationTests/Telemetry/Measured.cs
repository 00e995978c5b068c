namespace ObjectServer.IntegrationTests.Telemetry;

/// <summary>An object whose calls end when a test says so. Serialized.</summary>
internal sealed class Measured : IMeasured, IDisposable
{
    private readonly SemaphoreSlim _go = new(0);
    private int _inside;

    public int Number { get; set; }

    /// <summary>How many calls wait for the test.</summary>
    public int Inside => Volatile.Read(ref _inside);

    public int Add(int one, int other) => one + other;

    public int Add(int one) => one + 1;

    public void Fail(string message) => throw new InvalidOperationException(message);

    public async Task WaitAsync(CancellationToken cancel)
    {
        Interlocked.Increment(ref _inside);
        try
        {
            await _go.WaitAsync(cancel);
        }
        finally
        {
            Interlocked.Decrement(ref _inside);
        }
    }

    public Task ComputeAsync()
    {
        Hold();
        return Task.CompletedTask;
    }

    public int Hold()
    {
        Interlocked.Increment(ref _inside);
        _go.Wait();
        return Interlocked.Decrement(ref _inside);
    }

    /// <summary>Lets one call end.</summary>
    public void Go() => _go.Release();

    public void Dispose() => _go.Dispose();
}
