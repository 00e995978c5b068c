namespace ObjectServer.IntegrationTests.Attaching;

[SharedObject("dock")]
public sealed class Dock(string name) : IDock, IPort
{
    private IDock? _kept;

    public string Name => name;

    public int Berths => 3;

    public string Greet(string who) => $"{name} greets {who}";

    public async Task<string> GreetThroughAsync(IDock other, string who, CancellationToken cancel = default)
    {
        await Task.Yield();
        return other.Greet(who);
    }

    public void Keep(IDock? other) => _kept = other;

    public IDock? Kept() => _kept;

    public async Task LetGoAsync()
    {
        if (_kept is IAsyncDisposable proxy) await proxy.DisposeAsync();
        _kept = null;
    }

    public Task<string> FailAsync() => throw new InvalidOperationException($"{name} fails.");

    public ObjectReference Echo(ObjectReference reference) => reference;

    public async Task<int> BounceAsync(IDock other, int times) => times == 0 ? 0 : 1 + await other.BounceAsync(this, times - 1);
}
