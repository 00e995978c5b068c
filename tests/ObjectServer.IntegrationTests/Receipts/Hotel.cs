namespace ObjectServer.IntegrationTests.Receipts;

[SharedObject("hotel")]
public sealed class Hotel : IHotel
{
    private readonly IVisitor[] _visitors;

    public Hotel(IVisitor first, int rooms)
        : this(first, [], $"{rooms}")
    {
    }

    public Hotel(IVisitor first, string name)
        : this(first, [], name)
    {
    }

    public Hotel(IVisitor first, List<IVisitor> others, string name)
    {
        _visitors = [first, .. others];
        Names = $"{name}: {string.Join(", ", _visitors.Select(visitor => visitor.Name))}";
    }

    public string Names { get; }

    public async Task CheckOutAsync()
    {
        foreach (IVisitor visitor in _visitors) await ((IAsyncDisposable)visitor).DisposeAsync();
    }

    public string NameOfFirst() => _visitors[0].Name;

    public int Receive(IVisitor visitor, byte[] luggage) => luggage.Length;

    public Task<int> ReceiveAsync(IVisitor visitor, byte[] luggage, CancellationToken cancel) => Task.FromResult(luggage.Length);

    public (IHotel Self, byte[] Bill) Leave(int bytes) => (this, new byte[bytes]);

    public Task StayAsync(CancellationToken cancel) => Task.Delay(Timeout.InfiniteTimeSpan, cancel);
}
