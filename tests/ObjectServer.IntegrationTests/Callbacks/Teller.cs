namespace ObjectServer.IntegrationTests.Callbacks;

[SharedObject("teller")]
public sealed class Teller : ITeller
{
    private IListener? _kept;

    public int Bounces { get; private set; }

    public string Ask(IListener listener, string question) => listener.Answer(question);

    public Task<string> AskAsync(IListener listener, string question, CancellationToken cancel = default) => listener.AnswerAsync(question, cancel);

    public string Rename(IListener listener, string name)
    {
        string old = listener.Name;
        listener.Name = name;
        return old;
    }

    public double[] Twice(IListener listener, double[] numbers) => listener.Twice(numbers);

    public async Task<List<int>> CountAsync(IListener listener, int steps)
    {
        var heard = new Heard();
        heard.Steps.Add(-await listener.CountAsync(steps, heard));
        return heard.Steps;
    }

    public IListener Same(IListener listener) => listener;

    public void Keep(IListener? listener) => _kept = listener;

    public IListener? Kept() => _kept;

    public async Task<int> BounceAsync(IListener listener, int times)
    {
        Bounces++;
        return times == 0 ? 0 : 1 + await listener.BounceAsync(this, times - 1);
    }

    public Task<string[]> AskAllAsync(IListener[] listeners, string question) =>
        Task.WhenAll(listeners.Select(listener => listener.AnswerAsync(question)));

    public Task StandAsync(CancellationToken cancel) => Task.Delay(Timeout.Infinite, cancel);

    public async Task DropAsync()
    {
        if (_kept is IAsyncDisposable proxy) await proxy.DisposeAsync();
        _kept = null;
    }

    private sealed class Heard : IProgress<int>
    {
        public List<int> Steps { get; } = [];

        public void Report(int value) => Steps.Add(value);
    }
}
