namespace ObjectServer.IntegrationTests.Deadlines;

public sealed class Shelf : IShelf
{
    private IHop? _hop;

    public Task KeepAsync(IHop hop)
    {
        _hop = hop;
        return Task.CompletedTask;
    }

    public Task<IHop> TakeAsync() => Task.FromResult(_hop!);
}
